//! The phrases that the steps know, in the languages that most news is written in. All are in the form that
//! [`key`](super::facts::key) gives: lower case, letters and digits, single spaces, no apostrophes.

use super::phrases::phrases;
use crate::metadata::words::each;

/// Whether one of `list`, phrases between commas, `fits`.
#[inline(never)]
pub fn any(list: &str, fits: &dyn Fn(&str) -> bool) -> bool {
    each(list).any(fits)
}

phrases! {
    /// Headings over links to other articles, and what such links begin with.
    RELATED:
    "related", "related articles", "related stories", "related posts", "related news", "related content",
    "related reading", "related topics", "related links", "related coverage", "related video", "read more",
    "more", "see more", "see more from", "watch", "watch now", "watch more", "also", "read next", "read also",
    "also read", "read this next", "more from", "more on this", "more stories", "more news", "more in",
    "more articles", "recommended", "recommended for you", "recommended reading", "recommended stories",
    "you may also like", "you might also like", "you may also be interested in",
    "you might be interested in", "most read", "most popular", "trending", "trending now", "popular posts",
    "popular stories", "dont miss", "whats next", "up next", "next up", "editors picks", "editors choice",
    "latest news", "latest stories", "in case you missed it", "keep reading", "continue reading",
    "further coverage", "must read", "top stories", "suggested reading",
    // German
    "lesen sie auch", "lesen sie mehr", "lesen sie hier", "lesen sie dazu", "auch interessant",
    "das könnte sie auch interessieren", "mehr zum thema", "mehr zu diesem thema", "weitere artikel",
    "weitere meldungen", "ähnliche artikel", "verwandte artikel", "meistgelesen", "meistgelesene artikel",
    "passend zum thema", "mehr lesen", "weiterlesen", "zum artikel", "mehr themen",
    // French
    "à lire aussi", "a lire aussi", "lire aussi", "lire également", "à lire également", "à lire",
    "sur le même sujet", "sur le même thème", "articles liés", "articles similaires", "articles connexes",
    "à voir aussi", "les plus lus", "vous aimerez aussi", "vous pourriez aussi aimer",
    "dans la même rubrique", "en savoir plus",
    // Spanish
    "lee también", "lea también", "leer también", "leer más", "lea más", "te puede interesar",
    "también te puede interesar", "te podría interesar", "le puede interesar", "más noticias",
    "noticias relacionadas", "artículos relacionados", "lo más leído", "más leídas", "te recomendamos",
    "relacionadas", "relacionados",
    // Portuguese
    "leia também", "leia mais", "veja também", "veja mais", "notícias relacionadas", "mais lidas",
    "artigos relacionados", "você pode gostar", "ler mais", "relacionados",
    // Italian
    "leggi anche", "leggi di più", "potrebbe interessarti", "potrebbe interessarti anche",
    "ti potrebbe interessare", "articoli correlati", "i più letti", "altre notizie", "vedi anche",
    // Dutch
    "lees ook", "lees meer", "lees verder", "gerelateerde artikelen", "meer nieuws", "meest gelezen",
    "bekijk ook",
    // Scandinavian and Finnish
    "läs också", "läs även", "läs mer", "mest lästa", "relaterade artiklar", "les også", "les mer",
    "mest lest", "læs også", "læs mere", "mest læste", "lue myös",
    // Polish, Czech
    "czytaj także", "czytaj też", "czytaj więcej", "zobacz także", "zobacz też", "zobacz również",
    "przeczytaj także", "polecamy", "powiązane artykuły", "čtěte také",
    // Russian, Ukrainian
    "читайте также", "читать также", "читайте ещё", "читайте еще", "похожие статьи", "материалы по теме",
    "новости по теме", "по теме", "смотрите также", "другие новости", "читайте також", "читати також",
    // Turkish
    "ilgili haberler", "bunlar da ilginizi çekebilir", "ilginizi çekebilir", "ayrıca okuyun",
    "benzer haberler",
    // Greek, Romanian, Hungarian
    "διαβάστε επίσης", "διαβάστε ακόμη", "citește și", "citeşte şi", "olvasta már",
    // Indonesian, Vietnamese
    "baca juga", "artikel terkait", "berita terkait", "lihat juga", "tin liên quan", "bài liên quan",
    "xem thêm", "đọc thêm",
    // Chinese
    "相关阅读", "相关新闻", "相关文章", "相关链接", "相关推荐", "推荐阅读", "延伸阅读", "更多新闻", "猜你喜欢", "热门推荐", "热门文章", "编辑推荐", "上一篇",
    "下一篇", "相關新聞", "相關文章", "相關閱讀", "推薦閱讀", "延伸閱讀", "更多文章", "看更多", "熱門文章", "熱門新聞", "你可能也喜歡", "你可能會喜歡",
    "你可能有興趣",
    // Japanese
    "関連記事", "関連ニュース", "関連リンク", "おすすめ記事", "あわせて読みたい", "合わせて読みたい", "こちらもおすすめ", "こちらもオススメ", "人気記事",
    "アクセスランキング", "次の記事", "前の記事",
    // Korean
    "관련기사", "관련 기사", "관련 뉴스", "관련뉴스", "많이 본 뉴스", "추천 기사", "추천기사", "인기 기사", "인기기사", "함께 보면 좋은 기사",
    // Arabic, Persian, Hebrew
    "اقرأ أيضا", "إقرأ أيضا", "اقرأ ايضا", "اقرأ أيضًا", "اقرأ المزيد", "مواضيع ذات صلة", "أخبار ذات صلة",
    "موضوعات متعلقة", "الأكثر قراءة", "شاهد أيضا", "بیشتر بخوانید", "مطالب مرتبط", "اخبار مرتبط",
    "همچنین بخوانید", "קראו גם", "קראו עוד", "כתבות נוספות", "אולי יעניין אותך גם",
    // Hindi, Thai
    "यह भी पढ़ें", "ये भी पढ़ें", "इसे भी पढ़ें", "संबंधित खबरें", "อ่านเพิ่มเติม", "ข่าวที่เกี่ยวข้อง",
    "อ่านข่าวที่เกี่ยวข้อง";

    /// Of the phrases in `RELATED` those that headings and sentences of an article begin with as well, or are.
    UNSURE:
    "related", "related topics", "more", "more in", "more news", "see more", "watch", "watch now", "also", "recommended", "trending", "whats next",
    "up next", "next up", "dont miss", "must read", "keep reading", "latest news", "recommended reading",
    "suggested reading", "related reading", "editors picks", "editors choice", "most popular", "top stories",
    "in case you missed it", "más noticias", "altre notizie", "weitere meldungen", "другие новости",
    "mehr themen", "à lire", "relacionadas", "relacionados", "polecamy", "по теме", "xem thêm", "看更多",
    "更多文章", "上一篇", "下一篇", "次の記事", "前の記事", "人気記事";

    /// Labels of buttons that pass an article on, keep it or change how it looks.
    SHARE:
    "share", "share this", "share this article", "share this story", "share this post", "share article",
    "share on", "share via", "share to", "tweet", "tweet this", "post", "pin", "pin it", "email", "e mail",
    "email this", "email this article", "mail", "print", "print this", "print article", "copy link",
    "copy url", "copied", "link copied", "save", "saved", "save article", "bookmark", "follow us",
    "follow us on", "follow", "like", "listen", "gift this article", "font size", "text size",
    "larger text", "smaller text", "add to favorites", "open in app", "click to share on", "teilen",
    "artikel teilen", "drucken", "merken", "kommentieren", "partager", "partager cet article", "imprimer",
    "envoyer", "copier le lien", "compartir", "compartir en", "imprimir", "copiar enlace", "guardar",
    "compartilhar", "compartilhe", "copiar link", "condividi", "stampa", "invia", "delen",
    "deel dit artikel", "dela", "dela artikeln", "del", "del artikkel", "skriv ut", "jaa", "udostępnij",
    "podziel się", "поделиться", "поделиться в", "распечатать", "поширити", "paylaş", "yazdır", "bagikan",
    "chia sẻ", "分享", "分享到", "分享至", "收藏", "打印", "列印", "转发", "シェア", "シェアする", "ツイート", "ツイートする", "ポスト", "印刷",
    "保存", "リンクをコピー", "공유", "공유하기", "인쇄", "글자크기", "글자 크기", "스크랩", "مشاركة", "شارك", "طباعة", "اشتراک گذاری",
    "שתף", "שתפו", "शेयर करें", "แชร์",
    // What else is there to be clicked.
    "back to top", "go to top", "return to top", "report an error", "report a typo", "load more", "loading",
    "nach oben", "zum seitenanfang", "fehler melden", "haut de page", "retour en haut", "signaler une erreur",
    "volver arriba", "voltar ao topo", "torna su", "terug naar boven", "till toppen", "наверх",
    "返回顶部", "回到頂部", "ページトップへ", "ページの先頭へ", "맨 위로";

    /// What articles are passed on by.
    SERVICES:
    "facebook", "twitter", "x", "whatsapp", "telegram", "linkedin", "reddit", "pinterest", "messenger",
    "line", "flipboard", "threads", "bluesky", "mastodon", "weibo", "wechat", "viber", "tumblr", "pocket",
    "instagram", "youtube", "tiktok", "вконтакте", "微信", "微博";

    /// What counters count.
    COUNTED:
    "vote", "votes", "rating", "ratings", "review", "reviews", "view", "views", "read", "reads", "share",
    "shares", "like", "likes", "shared", "aufrufe", "bewertungen", "stimmen", "vues", "votos",
    "visitas", "vistas", "lecturas", "leituras", "visualizzazioni", "weergaven", "visninger", "просмотров",
    "просмотра", "просмотры", "阅读", "浏览", "点赞", "閲覧", "조회", "조회수", "مشاهدة";

    /// Labels of advertisements.
    ADS:
    "advertisement", "advertisements", "advertising", "ad", "ads", "sponsored", "sponsored content",
    "sponsored links", "promoted", "promoted content", "paid content", "paid post",
    "advertisement continue reading below", "advertisement scroll to continue", "continue reading below",
    "story continues below", "story continues below advertisement", "story continues after advertisement",
    "article continues below", "article continues below advertisement",
    "article continues after advertisement", "article continues after ad",
    "article continues below this ad", "scroll to continue", "scroll to continue with content",
    "skip advertisement", "skip ad", "skip ads", "advertisement skip", "ad feedback", "report ad",
    "report this ad", "remove ads", "hide ad", "this is an advertisement", "anzeige", "anzeigen", "werbung",
    "publicité", "publicite", "la suite après la publicité", "publicidad", "publicidade",
    "continua após a publicidade", "continua depois da publicidade", "pubblicità", "advertentie", "annons",
    "annonse", "annonce", "artikkelen fortsetter under annonsen", "artikeln fortsätter under annonsen",
    "mainos", "reklama", "reklam", "реклама", "διαφήμιση", "iklan", "advertensi", "quảng cáo", "广告", "廣告",
    "広告", "スポンサーリンク", "광고", "إعلان", "اعلان", "פרסומת", "विज्ञापन", "โฆษณา",
    "scroll to continue with the story", "continues after advertisement";

    /// How invitations to a newsletter or a subscription begin.
    SIGN_UP:
    "sign up", "subscribe", "get our",
    "get the latest", "get the best of", "join our newsletter", "join our mailing list", "newsletter",
    "newsletters", "our newsletter", "daily newsletter", "enter your email", "your email address",
    "email address", "by signing up", "by subscribing", "by clicking sign up", "by submitting",
    "thank you for subscribing", "thanks for signing up", "you can unsubscribe", "unsubscribe at any time",
    "delivered to your inbox", "stay up to date with", "follow us on", "download our app",
    "download the app", "jetzt abonnieren", "abonnieren sie", "melden sie sich",
    "jetzt anmelden", "abonnez vous", "inscrivez vous", "sinscrire à la newsletter", "recevez notre",
    "recevez nos", "suscríbete", "suscríbase", "suscribete", "recibe en tu correo", "regístrate",
    "inscreva se", "assine a newsletter", "assine nossa", "receba no seu", "cadastre se", "iscriviti",
    "ricevi la newsletter", "schrijf je in", "meld je aan voor", "prenumerera", "abonner på", "tilmeld dig",
    "meld deg på", "tilaa uutiskirje", "zapisz się", "подпишитесь",
    "подписывайтесь", "підписуйтесь", "bültenimize", "订阅", "訂閱", "欢迎订阅", "关注我们", "メルマガ登録", "メールマガジン",
    "ニュースレター", "무료 뉴스레터", "구독하기", "뉴스레터", "اشترك في", "اشترك الآن", "الاشتراك في", "הירשמו", "הרשמו",
    "berlangganan", "đăng ký nhận";

    /// How notices about cookies, scripts, payment and accounts begin.
    NOTICES:
    "we use cookies", "this site uses cookies", "this website uses cookies", "our site uses cookies",
    "by continuing to use this site", "by using this site you", "accept all cookies", "please enable javascript",
    "you need to enable javascript", "this feature requires javascript", "your browser does not support",
    "your browser is out of date", "please disable your ad blocker", "we noticed you re using an ad blocker",
    "this article is for subscribers", "this content is for subscribers", "subscribe to continue reading",
    "subscribe to read", "subscribe to unlock", "unlock this article", "unlock unlimited", "try unlimited access",
    "choose your subscription", "explore our full range of subscriptions", "explore more offers",
    "we value your privacy", "terms conditions apply", "already a subscriber", "already subscribed",
    "youve reached your", "this video is not available", "wir verwenden cookies", "diese website verwendet cookies",
    "bereits abonnent", "sie sind bereits abonnent", "sie haben bereits ein abo", "diesen artikel weiterlesen",
    "nous utilisons des cookies", "déjà abonné", "cet article est réservé", "article réservé", "utilizamos cookies",
    "usamos cookies", "ya eres suscriptor", "ya soy suscriptor", "já é assinante",
    "conteúdo exclusivo para assinantes", "questo sito utilizza i cookie", "sei già abbonato",
    "contenuto riservato", "wij gebruiken cookies", "al abonnee", "мы используем cookie", "この記事は有料会員限定", "この記事は会員限定", "会員限定記事",
    "有料会員限定", "an dieser stelle finden sie einen", "an dieser stelle findest du einen",
    "empfohlener redaktioneller inhalt", "ich bin damit einverstanden dass mir", "recommended external content",
    "this content is hosted by a third party";

    /// How other notices begin, and sentences of an article too.
    MAYBE_NOTICES:
    "manage cookies", "cookie settings", "your privacy choices", "javascript is disabled", "javascript is required",
    "adblock", "to continue reading", "to keep reading", "to read the full article", "unlock the full",
    "already have an account", "log in to continue", "sign in to continue", "please log in", "please sign in",
    "sign in or create", "log in or", "create a free account", "register to continue",
    "you have reached your limit", "you ve reached your limit", "you have free articles", "who is online",
    "users browsing this", "il vous reste", "exclusivo para suscriptores", "contenido exclusivo para", "本网站使用",
    "登录后", "請先登入", "会員登録すると", "続きを読むには", "残り", "로그인 후", "회원가입";

    /// What is before the name of whose a picture is.
    CREDITS:
    "photo", "photos", "image", "images", "credit", "credits", "photo credit", "image credit", "image source",
    "photo source", "illustration", "foto", "fotos", "bild", "bilder", "bildquelle", "bildnachweis", "titelbild",
    "crédit", "crédit photo", "crédits", "crédits photos", "imagen", "imagem", "zdjęcie", "fot", "kuva", "фото",
    "写真", "图片来源", "사진";

    /// Headings over boxes about who wrote it.
    ABOUT:
    "about the author", "about the authors", "about the writer", "about this poet", "about the poet", "about the contributor",
    "meet the author", "written by", "über den autor", "über die autorin", "zum autor", "zur autorin", "à propos de lauteur",
    "sobre el autor", "acerca del autor", "sobre la autora", "sobre o autor", "lautore", "over de auteur", "об авторе",
    "作者简介", "關於作者", "著者について", "저자 소개";

    /// Headings over what readers wrote.
    COMMENTS:
    "comments", "comment", "leave a comment", "leave a reply", "post a comment", "add a comment",
    "add comment", "write a comment", "join the conversation", "join the discussion", "view comments",
    "show comments", "read comments", "no comments", "be the first to comment", "cancel reply", "responses",
    "reader comments", "comments are closed", "what do you think", "have your say", "kommentare",
    "kommentar schreiben", "schreiben sie einen kommentar", "commentaires", "laisser un commentaire",
    "réagir", "comentarios", "deja un comentario", "deja una respuesta", "comentários",
    "deixe um comentário", "deixe uma resposta", "commenti", "lascia un commento", "reacties",
    "plaats een reactie", "kommentarer", "lämna ett svar", "skriv en kommentar", "kommentit", "komentarze",
    "dodaj komentarz", "komentáře", "комментарии", "комментарий", "оставить комментарий",
    "добавить комментарий", "коментарі", "yorumlar", "yorum yap", "komentar", "bình luận", "评论", "发表评论",
    "网友评论", "評論", "留言", "發表評論", "发表回复", "発言", "コメント", "コメントを残す", "コメントを書く", "댓글", "댓글 쓰기", "تعليقات",
    "التعليقات", "اترك تعليقا", "نظرات", "תגובות", "टिप्पणियां";

    /// What lists of topics begin with.
    TAGS:
    "tags", "tag", "tagged", "tagged with", "tagged in", "topics", "topic", "filed under", "filed in",
    "posted in", "keywords", "key words", "categories", "category", "in this article", "themen",
    "schlagworte", "schlagwörter", "stichworte", "mots clés", "mots clefs", "thèmes", "étiquettes",
    "etiquetas", "temas", "archivado en", "más información", "assuntos", "tópicos", "argomenti",
    "tag articolo", "onderwerpen", "trefwoorden", "ämnen", "emner", "etiketter", "aiheet", "tagi", "tematy",
    "štítky", "теги", "тэги", "темы", "метки", "etiketler", "konular", "标签", "關鍵字", "关键词", "关键字", "標籤",
    "タグ", "キーワード", "関連キーワード", "태그", "키워드", "الوسوم", "كلمات مفتاحية", "مواضيع", "برچسب ها", "תגיות",
    "topik", "từ khóa";

    /// What a byline begins with.
    BY:
    "by", "written by", "reported by", "words by", "story by", "author", "posted by",
    "published by", "edited by", "reviewed by", "fact checked by", "updated by", "von", "text", "autor",
    "ein artikel von", "par", "por", "escrito por", "di", "a cura di", "door", "av", "af", "tekst",
    "kirjoittaja", "przez", "opracował", "автор", "текст", "yazan", "oleh", "作者", "文", "记者", "記者", "责任编辑",
    "編輯", "编辑", "来源", "來源", "文责", "著者", "執筆", "기자", "글";

    /// What a date line begins with.
    DATED:
    "published", "posted", "updated", "last updated", "last modified", "modified", "first published",
    "date", "created", "release date", "issued", "veröffentlicht", "aktualisiert", "zuletzt aktualisiert",
    "erstellt", "stand", "publié", "mis à jour", "modifié le", "publicado",
    "actualizado", "atualizado", "pubblicato", "aggiornato", "gepubliceerd", "bijgewerkt",
    "laatste update", "publicerad", "uppdaterad", "publisert", "oppdatert", "publiceret", "opdateret",
    "julkaistu", "päivitetty", "opublikowano", "aktualizacja", "data publikacji", "опубликовано",
    "обновлено", "дата публикации", "опубліковано", "yayınlanma", "güncelleme", "giriş", "dipublikasikan",
    "diperbarui", "发布时间", "发布于", "更新时间", "更新于", "时间", "發布時間", "發布", "更新", "公開日", "更新日", "掲載日", "投稿日",
    "最終更新", "입력", "수정", "등록", "승인", "نشر", "تم النشر", "آخر تحديث", "انتشار", "פורסם", "עודכן", "प्रकाशित",
    "अपडेटेड";

    /// How the last lines about rights begin.
    RIGHTS:
    "copyright credit", "all rights reserved", "alle rechte vorbehalten", "tous droits réservés",
    "todos los derechos reservados", "todos os direitos reservados", "tutti i diritti riservati",
    "alle rechten voorbehouden", "все права защищены", "版权所有", "版權所有", "無断転載", "무단 전재", "무단전재",
    "جميع الحقوق محفوظة";
}


/// What says how long reading or listening takes.
pub const READING_TIME: &str = "\
    min read,mins read,minute read,minutes read,minutes to read,reading time,read time,\
    estimated reading,min de lectura,minutos de lectura,tiempo de lectura,lesezeit,minuten lesezeit,\
    min lesezeit,temps de lecture,min de lecture,minutes de lecture,min de leitura,tempo de leitura,\
    minutos de leitura,tempo di lettura,min di lettura,minuti di lettura,leestijd,minuten leestijd,\
    min lästid,lästid,lesetid,læsetid,czas czytania,min czytania,время чтения,мин чтения,минут чтения,\
    okuma süresi,dk okuma,阅读时间,分钟阅读,閱讀時間,この記事は約,分で読めます,読了時間,listen to this article,listen to this story,\
    listen to article,artikel anhören,écouter larticle,escuchar artículo,ouvir artigo,ascolta larticolo,\
    beluister dit artikel,lyssna på artikeln";

/// What a time that is told from now ends or begins with.
pub const AGO: &str = "\
    ago,vor,il y a,hace,há,fa,geleden,sedan,siden,sitten,temu,назад,önce,前,전,منذ,לפני,yang lalu,trước";

/// What a newsletter is called, and what one does with it.
pub const NEWSLETTERS: &str = "\
    newsletter,newsletters,nieuwsbrief,nyhetsbrev,nyhedsbrev,uutiskirje,boletín,boletim,infolettre,\
    рассылку,bülten,メルマガ,뉴스레터";
pub const SIGNING: &str = "\
    sign up,signup,subscribe,register,get our,delivered,inbox,anmelden,abonnieren,abonnez,inscrivez,\
    suscríb,suscrib,apúntate,assine,inscreva,iscriviti,schrijf je in,prenumerera,meld deg,tilmeld,\
    zapisz,подпис,登録,구독";

/// What an article says of links that it earns by.
pub const AFFILIATES: &str = "\
    contain affiliate links,contains affiliate links,includes affiliate links,uses affiliate links,\
    use affiliate links,sind affiliate links,enthält affiliate links,extra cost to you,additional cost to you,\
    from qualifying purchases,may earn a commission,may earn us a commission";

/// What notices about payment and accounts speak of.
pub const ACCOUNTS: &str = "\
    subscri,this article,this story,free articles,abonn,cet article,suscript,assinant,abbonat,abonne,\
    подписч,阅读全文,全文閱讀,会員,文字,기사";

/// What else invitations speak of: who sends, what, and where to.
pub const MAILED: &str = "\
    our,us,inbox,email,mail,newsletter,newsletters,updates,alerts,mailing,today,now,free,unser,unseren,kostenlos,\
    notre,nos,gratuit,nuestro,nuestra,nuestros,gratis,correo,nosso,nossa,grátis,nostra,nostro,onze,vår,vores,\
    naszego,наш,нашу,наши,бесплатно";

/// What only they say whose newsletter it is, and to whoever should get it.
pub const OURS: &str = "\
    for our,to our,unseren newsletter,notre newsletter,nos newsletters,nuestra newsletter,\
    nuestro boletín,nossa newsletter,nostra newsletter,onze nieuwsbrief,vårt nyhetsbrev";

/// What one is asked to do with whom one follows: the first word of a line.
pub const FOLLOW: &str = "\
    follow,like,find,join,connect,folgen,folge,suivez,suis,sigue,síguenos,siga,segui,seguici,volg,følg,följ,śledź,\
    читайте,подпишитесь,подписывайтесь,takip";

/// Where newsletters go.
pub const INBOXES: &str = "\
    your inbox,your email inbox,ihr postfach,dein postfach,deinem postfach,ihrem postfach,votre boîte,tu correo,\
    su correo,seu email,seu e mail,tua casella,tua mail,je inbox,uw inbox,din inkorg,вашу почту,您的邮箱,您的信箱";
