// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/sentences/abbreviations.hpp"

#include <algorithm>
#include <map>
#include <string>

#include "entente/base/text.hpp"

namespace entente::ingest {
namespace {

/// Words with a blank between them; spelt as in running text. One that begins with a small letter
/// also stands for itself with a capital ("cf", "Cf").
struct AbbreviationSource {
  std::string_view language;
  std::string_view never;
  std::string_view unless_figure;
  std::string_view unless_name;
  std::string_view beginnings;
};

constexpr AbbreviationSource abbreviation_sources[] = {
    {"en",
     "Mr Mrs Ms Mx Messrs Dr Drs Prof Gen Lt Col Maj Brig Capt Cmdr Cdr Adm Sgt Cpl Pvt Gov Sen "
     "Sens Rep Reps Amb Sec Secs Pres Hon Rev St Ste Mt Ft Supt Insp Det Atty Msgr Vice-Adm "
     "cf e.g eg i.e ie vs v viz approx incl esp resp",
     "No Nos no nos Art Arts art arts para paras p pp vol vols ch chap chaps fig figs tab eq app "
     "sect c ca est ed eds al Res Doc Reg Op op Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec",
     "Jr Sr Ph.D M.A B.A M.Sc B.Sc Esq Inc Ltd Co Corp Bros Plc Dept Univ Assn Govt Intl Int'l "
     "Nat'l Min Ave Blvd Rd a.m p.m A.M P.M",
     "The A An This That These Those It Its In On At By For From To With Without But And Or Nor So "
     "Yet However Although Though While When Where If As Since Because After Before During Over He "
     "She They We I You There Here His Her Their Our Your My What Who Why How Which Such Some Many "
     "Most All Both Each Every No Not Only Even Another Other Among According Despite Given "
     "Moreover Meanwhile Instead Still Thus Therefore Also Nevertheless Nonetheless Finally Today "
     "Then Now Once Until Unlike Rather Indeed Of Through Throughout Between Against"},
    {"fr",
     "M MM Mme Mmes Mlle Mlles Mgr Me Dr Pr Prof Gal Gén Col Cdt Cap St Ste cf c.-à-d p.ex ex env "
     "not resp",
     "art arts n no nos p pp par paras al vol t chap fig tabl sect rés Rés janv févr fév avr juil "
     "juill sept oct nov déc éd",
     "J.-C av apr coll dir Cie Sté dép adm",
     "Le La Les L Un Une Des Du De D Ce C Cet Cette Ces Il Elle Ils Elles On Nous Vous Je J En "
     "Dans "
     "Sur À Au Aux Par Pour Avec Sans Mais Et Ou Or Donc Car Si S Quand Lorsque Comme Depuis "
     "Pendant Selon Toutefois Cependant Ainsi Son Sa Ses Leur Leurs Notre Nos Votre Après Avant "
     "Entre Afin Aucun Aucune Chaque Tous Toutes Plusieurs Certains Parmi Malgré Enfin Puis Alors "
     "Aussi Ensuite Néanmoins Qui Que Qu Quel Quelle"},
    {"de",
     "Dr Prof Hr Hrn Fr Frl Gen Ing Dipl Mag St Hl bzw ca vgl sog ggf evtl inkl exkl zzgl gem "
     "einschl insb bspw z.B d.h u.a i.d.R o.ä v.a u.U z.T i.S z d u i o zw",
     "Nr Nrn Art Abs S Bd Bde Kap Abb Tab Jan Feb Mär Apr Jun Jul Aug Sep Sept Okt Nov Dez Rn Rdnr "
     "Ziff lit Anm Fn Hrsg ff f",
     "Mio Mrd Str Jh Jhd Jhdt Jr Inc Ltd Co Hrsg usw",
     "Der Die Das Dem Den Des Ein Eine Einer Einem Eines Es Er Sie Wir Ich Ihr In Im An Am Auf Bei "
     "Beim Mit Nach Von Vom Zu Zum Zur Für Über Unter Durch Um Aus Seit Während Wenn Als Da Weil "
     "Ob "
     "Dass Doch Aber Und Oder Sondern Denn Auch Noch Nur So Dies Diese Dieser Dieses Diesem Dabei "
     "Damit Dadurch Daher Deshalb Dennoch Jedoch Trotzdem Zudem Außerdem Allerdings Hier Dort "
     "Heute "
     "Jetzt Nun Dann Danach Davor Man Alle Viele Einige Mehrere Beide Jeder Jede Jedes Kein Keine "
     "Sein Seine Ihre Unser Unsere Wie Was Wer Wo Warum Bis Gegen Ohne Trotz Laut"},
};

struct AbbreviationList {
  std::map<std::string, StopAfter, std::less<>> words;
  std::map<std::string, bool, std::less<>> beginnings;
};

void add_words(AbbreviationList& list, std::string_view words, StopAfter stop) {
  for (const std::string_view word : list_items(words, ' ')) {
    std::string spelt(word);
    list.words.emplace(spelt, stop);
    if (spelt[0] >= 'a' && spelt[0] <= 'z') {
      spelt[0] = static_cast<char>(spelt[0] - 'a' + 'A');
      list.words.emplace(spelt, stop);
    }
  }
}

const AbbreviationList* list_of_language(std::string_view language) {
  static const std::map<std::string, AbbreviationList, std::less<>> lists = [] {
    std::map<std::string, AbbreviationList, std::less<>> out;
    for (const AbbreviationSource& source : abbreviation_sources) {
      AbbreviationList list;
      add_words(list, source.never, StopAfter::Never);
      add_words(list, source.unless_figure, StopAfter::UnlessFigure);
      add_words(list, source.unless_name, StopAfter::UnlessName);
      for (const std::string_view word : list_items(source.beginnings, ' ')) {
        list.beginnings.emplace(word, true);
      }
      out.emplace(source.language, std::move(list));
    }
    return out;
  }();
  const auto found = lists.find(language);
  return found == lists.end() ? nullptr : &found->second;
}

}  // namespace

std::optional<StopAfter> abbreviation(std::string_view language, std::string_view word) {
  const AbbreviationList* list = list_of_language(language);
  if (list == nullptr) return std::nullopt;
  const auto found = list->words.find(word);
  return found == list->words.end() ? std::nullopt : std::optional(found->second);
}

bool begins_sentences(std::string_view language, std::string_view word) {
  const AbbreviationList* list = list_of_language(language);
  return list != nullptr && list->beginnings.find(word) != list->beginnings.end();
}

}  // namespace entente::ingest
