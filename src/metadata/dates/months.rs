//! Names of months and labels of dates in many languages, as stems of words folded by [`fold`](super::words::fold).

use std::sync::LazyLock;

use super::super::words::{first_chars, longest_beginning, parts};
use super::words::{Heads, begins, position};

/// By month: stems that a word for it begins with; the longest stem that fits decides. Together: Albanian, Arabic
/// (of the Gulf, the Levant and the Maghreb), Armenian, Azerbaijani, Basque, Belarusian, Bengali, Bulgarian, Catalan,
/// Croatian, Czech, Danish, Dutch, English, Estonian, Filipino, Finnish, French, Galician, Georgian, German, Greek,
/// Hebrew, Hindi, Hungarian, Icelandic, Indonesian, Italian, Kazakh, Latvian, Lithuanian, Malay, Norwegian,
/// Persian, Polish, Portuguese, Romanian, Russian, Serbian, Slovak, Slovene, Spanish, Swahili, Swedish, Tamil,
/// Thai, Turkish, Ukrainian, Urdu, Welsh.
#[rustfmt::skip]
const MONTHS: [&str; 12] = [
    "jan jaan ene gen ian jän sty led saus tammi oca yan xan sijec urt ιαν янв січ яну јан сту қаң ינו يناير جانفي \
     ژانوی جنوری जन জানু มกราคม มค იან հունվ ஜன ionawr",
    "feb fev febr lut uno helmi veeb vas shk sub ots peb velj chwef φεβ фев феб лют ақп פבר فبراير شباط فيفري فوریه \
     فروری फर फ़र ফেব กุมภา กพ თებ փետ பிப்",
    "mar maa mrt bre kov mac mawrth ozuj μαρ мар бер сак нау מרץ מרס مارس اذار مارچ मार्च মার্চ มีนา มีค მარ մար மார்",
    "apr abr avr kwi dub huhti bal nis pri apir ebrill trav απρ апр кві кра сәу אפר ابريل افريل نيسان اوریل اپریل अप्रै \
     এপ্রি เมษา เมย აპრ ապր ஏப்",
    "may mai maj mei mag kve touko geg bulan5 svib μαι май мая мае маj мај тра мам מאי مايو ماي ايار مه مئی मई মে พฤษภา \
     พค მაი մայ மே",
    "jun juin juun giu iun cze cerven cervn kesa bir haz xun qer lipanj lipnj ekain iyn iyun hun meh ιουν июн юни јун чер \
     чэр мау יונ يوني جوان حزيران ژوئن جون जून জুন มิถุนา มิย ივნ հունիս ஜூன்",
    "jul juil juul lug iul lip cervenec cervence heina liep tem xul kor srpanj srpnj uzt iyl iyul hul gorff ιουλ июл юли \
     јул лип ліп шіл יול يولي جويل تموز ژوئی جولا जुल জুলা กรกฎา กค ივლ հուլ ஜூலை",
    "aug aou ago agu sie srpen srpn elo rugpj gus abuz avq kolov ogos awst αυγ авг сер жні там אוג اغسطس غشت اوت اب \
     اگست اگوست अग আগ สิงหา สค აგვ օգոս ஆகஸ்",
    "sep set szept wrz zar syys rugs eyl sht rujan irail sen medi σεπ сен сеп вер қыр ספט سبتمبر شتنبر ايلول سپتامبر \
     ستمبر सित সেপ্ট กันยา กย სექ սեպ செப்",
    "oct okt ott out paz rij loka spal eki tet urri oky ogp hydref οκτ окт жов кас қаз אוק اكتوبر اکتبر اکتوبر अक्ट अक्तू \
     অক্টো ตุลา ตค ოქტ հոկ அக்",
    "nov noi lis listop marras lapk kas nen azar noy nob studen tach νοε ноя ное нов лис ліс қараша נוב نوفمبر نونبر \
     نوامبر نومبر नव নভে พฤศจิกา พย ნოე նոյ நவ",
    "dec dez dic des dek dets gru pro joulu gruod ara dhj aben dis rhag δεκ дек дец гру сне жел דצמ ديسمبر دجنبر دسامبر \
     دسمبر दिस ডিসে ธันวา ธค დეკ դեկ டிச",
];

/// The months of the Persian calendar, the first of which begins in March.
const PERSIAN: &str = "\
    فروردین فروردين,اردیبهشت ارديبهشت,خرداد,تیر تير,مرداد امرداد,شهریور شهريور,مهر,ابان,اذر,دی دي,بهمن,اسفند";

/// The month of the Persian calendar that the folded word `word` names, 1 to 12.
pub fn persian(word: &str) -> Option<u32> {
    parts(PERSIAN, [b','; 2])
        .zip(1..)
        .find(|(names, _)| position(names, word).is_some())
        .map(|(_, month)| month)
}

/// Nearly all words of a page are no months, and most show it here.
static HEADS: LazyLock<Heads> = LazyLock::new(|| Heads::of(&MONTHS, b' '));

/// The month that the folded word `word` names, 1 to 12. `next`: the word after it, for Levantine names of two words.
#[inline(never)]
pub fn month(word: &str, next: &str) -> Option<u8> {
    /// In bytes; a letter has up to three.
    const LONGEST: usize = 48;
    match (word, next) {
        ("كانون", "الثاني") => return Some(1),
        ("كانون", "الاول") => return Some(12),
        ("تشرين", "الثاني") => return Some(11),
        ("تشرين", "الاول") => return Some(10),
        _ => {}
    }
    // Hebrew puts "in" before the name as a letter.
    let word = word.strip_prefix('ב').unwrap_or(word);
    if !HEADS.may_begin(word) || word.len() > LONGEST {
        return None;
    }
    let mut best = (0, None);
    for (stems, month) in MONTHS.iter().zip(1..) {
        let length = longest_beginning(stems, b' ', word);
        // Short stems of other scripts mean whole words.
        if length > best.0 && (word.len() == length || first_chars(word, 2).len() < length) {
            best = (length, Some(month));
        }
    }
    best.1
}

/// What the words next to a date say it is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Label {
    /// Nothing is said.
    #[default]
    None,
    /// When it came out.
    Published,
    /// When it was last changed.
    Modified,
    /// Something else, such as a copyright.
    Other,
}

#[rustfmt::skip]
const MODIFIED: &str = "\
    updat,modif,revis,edited,amended,aktuali,geander,bearbeit,uberarb,actuali,atuali,aggiorn,bijgewerkt,gewijzig,\
    oppdater,opdater,uppdater,paivitet,muokattu,guncel,обновл,оновл,изменен,zaktuali,uaktual,frissit,modosit,\
    posodob,azurir,ενημερ,تحديث,עודכן,עדכון,diperbar,kemaskini,更新,수정,업데이트,최종,atnaujin,atjaunin,uuendatud,\
    mis a jour,mise a jour,maj le,maj :,maj:,अपडेट,अद्यतन,แก้ไข,อัปเดต,edytowan,changed,redigeret,endret,corrected,актуализ,\
    ажурир,cap nhat,修改,修正,修订,改訂,بروزرسانی,به روز,actualit,eguneratu,zmieni,zmodyf,modyfik,diubah,andrad,\
    last edit";

#[rustfmt::skip]
const PUBLISHED: &str = "\
    publi,pubbl,post,veroff,erstellt,erschien,online gest,опублик,публик,создан,размещ,добавл,\
    створен,opublik,dodano,utworz,yayin,olustur,eklen,julkais,objav,게시,등록,입력,승인,발행,作成,发布,發布,發佈,发表,掲載,公開,配信,投稿,登録,\
    for release,immediate release,issued,first,נשר,نشر,منتشر,انتشار,פורסם,diterbit,terbit,\
    dipubli,tayang,δημοσ,αναρτ,kozzet,megjel,zverejn,vydan,vlozen,skrevet,inlagd,skapad,udgivet,oprettet,\
    offentlig,opprettet,lagt ut,created,written,stand,เผยแพร่,ลงวันที่,प्रकाशित,mis en ligne,mise en ligne,paru,\
    parution,gepubl,geplaatst,verschenen,cread,criad,paskelb,avaldat,lisatud,birt ,dang luc,dang ngay,\
    ngay dang,xuat ban,argitaratu,geschrieb,verfasst,gepost,freigegeben,uitgegeven,lanzad,lancad,divulgad,rilasciat,\
    izdan,wydan,vrijgegeven,julkist,slappt";

#[rustfmt::skip]
const OTHER: &str = "\
    copyright,©,joined,expires,deadline,born,geboren,valid,regist,member,mitglied,visit,since,seit,until,bis,\
    accessed,retrieved,abgerufen,event,starts,ends,inscrit";

static LABEL_HEADS: LazyLock<Heads> = LazyLock::new(|| Heads::of(&[MODIFIED, PUBLISHED, OTHER], b','));

/// The label that the folded text `text` begins with.
#[inline(never)]
pub fn label(text: &str) -> Label {
    const LABELS: [(&str, Label); 3] =
        [(MODIFIED, Label::Modified), (PUBLISHED, Label::Published), (OTHER, Label::Other)];
    if !LABEL_HEADS.may_begin(text) {
        return Label::None;
    }
    LABELS.iter().find(|(stems, _)| begins(stems, b',', text)).map_or(Label::None, |&(_, label)| label)
}
