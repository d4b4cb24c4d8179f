//! Names of news media.

/// Media by their names, without "the", in lower case.
const KNOWN: &str = "1tv/abc/abc news/afp/agence france presse/agence france-presse/al arabiya/al jazeera/al-ahram/\
al-arabiya/al-hayat/al-jazeera/al-manar/anadolu/anadolu agency/ansa/ap/army radio/asahi shimbun/\
asharq al-awsat/associated press/axios/bbc/bild/bloomberg/boston globe/breitbart/breitbart news/\
buzzfeed/cbs/cbs news/channel 10/channel 12/channel 13/channel 2/chicago tribune/china daily/clarin/\
cnbc/cnn/corriere della sera/daily beast/daily mail/daily telegraph/dawn/dd news/de volkskrant/\
der spiegel/des moines register/deutsche welle/die zeit/dpa/drudge report/economist/efe/el mundo/\
el pais/fars/financial times/fox news/geo tv/globe and mail/globo/guardian/haaretz/hindu/\
huffington post/interfax/irna/isna/israel radio/itar-tass/itv/izvestia/jerusalem post/kcna/\
kommersant/kuna/kyiv independent/kyodo/kyodo news/la nacion/la repubblica/le figaro/le monde/\
los angeles times/maariv/meduza/mehr/mena/miami herald/mother jones/msnbc/national review/nbc/\
nbc news/ndtv/new york daily news/new york post/new york times/new yorker/newsweek/nhk/\
novaya gazeta/npr/pbs/people's daily/petra/politico/politifact/press trust of india/press tv/pti/\
radio free europe/reuters/ria novosti/rossiya/rt/sana/sapa/sky news/south china morning post/\
sputnik/statesman/straits times/sueddeutsche zeitung/tasnim/tass/the atlantic/the hill/the nation/\
the statesman/time/times of india/times of israel/tolo news/ukrinform/upi/usa today/vice/\
voice of america/voice of israel/voice of palestine/vox/wafa/wall street journal/washington post/\
western journalism/xinhua/xinhua news agency/yedioth ahronoth/ynet/yomiuri shimbun/yonhap";

/// Whether a name is a news medium's.
pub(crate) fn is_known_outlet(name: &str) -> bool {
    let name = name.to_lowercase();
    let bare = name.strip_prefix("the ").unwrap_or(&name);
    KNOWN.split('/').any(|known| known == bare)
}
