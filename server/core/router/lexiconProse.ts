/** Words of the prose domain by concept; the form of an entry is told in lexicon.ts. */
export const proseWords = {
  creative: `story stories poem poems poetry song lyrics novel novella character characters scene scenes dialogue chapter roleplay role-play screenplay script_for
haiku sonnet limerick ballad fairy tale fanfic fanfiction fantasy plot protagonist villain hero heroine dragon princess kingdom wizard vampire
love_story romance narrator monologue stage_play sitcom episode season backstory worldbuilding world-building lore genre tone_of_voice joke jokes
funny humorous parody satire imagine pretend act_as rap verse chorus rhyme metaphor anime manga dnd campaign tavern prologue epilogue first_person
third_person describe_the vivid whisper whispered smiled sighed
geschichte gedicht roman erzählung märchen figur charakter szene dialog kapitel rollenspiel liedtext songtext witz drache prinzessin
histoire conte poème roman nouvelle personnage scène chapitre chanson paroles blague jeu_de dragon princesse récit
historia cuento poema novela personaje escena diálogo capítulo canción letra_de chiste dragón princesa relato
história conto poema romance personagem cena capítulo música letra_de piada dragão princesa
storia racconto poesia romanzo personaggio scena dialogo capitolo canzone testo_di barzelletta drago favola fiaba
verhaal gedicht personage hoofdstuk liedje
opowiadan* histori* wiersz* powieść bohater* scen* rozdział piosenk* żart bajk* smok* dialog
рассказ* истори* стих* поэм* роман герой геро* персонаж* сцен* диалог* глав* песн* шутк* анекдот сказк* дракон* фанфик оповідан* вірш* казк*
故事 小说 诗 诗歌 歌词 角色 场景 对话 章节 剧本 童话 笑话 扮演 主角 散文 武侠 玄幻 小說 劇本
物語 小説 詩 俳句 歌詞 キャラクター 場面 会話 シーン 脚本 童話 冗談 主人公 ロールプレイ 短編 セリフ
이야기 소설 시를 시 가사 캐릭터 장면 대화 챕터 대본 동화 농담 주인공 역할극 노래
قصة قصيدة رواية شخصية مشهد حوار فصل أغنية نكتة حكاية خيالية بطل
कहानी कविता उपन्यास पात्र दृश्य संवाद अध्याय गीत चुटकुला नायक शायरी
hikaye öykü şiir roman karakter sahne diyalog bölüm şarkı fıkra masal kahraman
câu_chuyện truyện bài_thơ thơ tiểu_thuyết nhân_vật cảnh đoạn_hội chương lời_bài truyện_cười cổ_tích
cerita puisi novel tokoh adegan dongeng lagu lelucon
příběh báseň román postav* pohádk* berättelse dikt saga
นิทาน เรื่องสั้น บทกวี เพลง داستان شعر رمان شخصیت
villains antagonist subplot cliffhanger plot_twist opening_line opening_scene first_line inner_monologue stage_directions audio_drama radio_play
sketch_comedy stand-up punchline one-liner_joke pun puns lullaby bedtime_story fable parable myth mythology legend folktale
ghost_story horror_story sci-fi science_fiction noir steampunk cyberpunk dystopia dystopian post-apocalyptic detective murder_mystery thriller
whodunit slow_burn enemies_to character_arc npc npcs dungeon_master game_master one-shot quest tavern_keeper guild elves elf dwarf orc goblin
necromancer
sorcerer witch pirate knight_errant samurai ninja werewolf mermaid fairies unicorn goddess deity prophecy throne empire rebel rebels galaxy starship
alien aliens time_travel parallel_universe stay_in_character in_character in_the_role role_of take_the_role you_are_a you_are_now you_play let's_play
present_tense past_tense omniscient stanza stanzas free_verse ode elegy epitaph acrostic shanty hymn raps lyricist bridge_and_chorus second_verse
country_song blues_song jingle in_the_style_of style_of_a as_if_you write_as_if from_the_perspective point_of_view moonlight candlelight murmured
shivered trembled
gazed glanced breathless heartbeat tears_in dear_diary once_upon continue_this continue_the_story finish_the_story what_happens_next rewrite_the_scene
fan_fiction crossover smut romantic love_letter love_poem love_song wedding_vow vows eulogy toast_for roast
erzählerin ich-erzähler kurzgeschichte liebesgeschichte gruselgeschichte gutenachtgeschichte krimi hauptfigur hauptperson bösewicht zauberer hexe fee
ritter könig_und ballade reim reime strophe strophen liebesbrief sketch hörspiel drehbuch sinnlich düster atmosphäre erzählst
nouvelle_de récit_de conte_de narratrice intrigue rebondissement méchant sorcière fée chevalier fantôme poésie strophes rime rimes slam chanson_sur
lettre_d'amour imagine_que tu_es dans_la_peau
cuento_corto narrador trama villano bruja hada caballero fantasma poesía estrofa rima rimas canción_sobre carta_de_amor imagina eres_un leyenda guion
microrrelato
conto_de enredo vilão bruxa fada cavaleiro estrofe letra_para você_é lenda roteiro crônica
racconto_breve narratore cattivo strega fata cavaliere strofa filastrocca lettera_d'amore immagina sei_un leggenda sceneggiatura terzine
sprookje spook heks ridder rijm strofe liefdesbrief verzin saga_om spöke häxa riddare rim strof
opowiadanie bajkę baśń czarownic* rycerz* duch wróżk* rymow* zwrotk* mistrz_gry karczm* klimat_mroczny narrator* pohádku rým* rytíř* čarodějnic* duch_
рассказа повесть персонажа злодей* ведьм* рыцарь_и принц призрак* рифм* куплет* частушк* тост тосты сценк* от_первого_лица от_лица продолжи_рассказ
атмосфер* волшебн* маг магия вампир* эльф* фэнтези детектив сюжет* пейринг ролевая ролевую вжиться
злодій відьм* привид* рим* чарівн* від_першої продовж*
续写 番外 男主 女主 反派 穿越 重生 修仙 仙侠 悬疑 推理小说 言情 科幻 古风 绝句 律诗 对联 相声 小品 段子 开头 结尾 情节 人设 世界观 妖 鬼 侠客 王子 公主 童话故事 寓言 视角 第一人称 第三人称 氛围 描述一下场景 角色设定
異世界 転生 勇者 魔法 魔王 竜 姫 幽霊 怪談 探偵 恋愛 一人称 三人称 書き出し 結末 設定 世界観 短歌 川柳 ラップ 漫才 コント 台詞 続きを なりきって 登場人物 昔話
이세계 마법 마왕 용 공주 왕자 유령 귀신 탐정 로맨스 판타지 일인칭 결말 설정 세계관 동시 시조 랩 가사를 대사 이어서 등장인물 전래동화 소설을
شخصيات خيال ساحر ساحرة أميرة أمير شبح فارس قصيدة_عن قصة_قصيرة قصة_عن أغنية_عن تخيل تقمص أسطورة داستان_کوتاه شعر_کوتاه شعری داستانی شخصیت‌ قافیه جادوگر
شاهزاده پری اژدها
कहानी_लिखो जादू राजकुमारी राजा भूत परी शायर पंक्तियां कल्पना लघुकथा
hikâye öyküsü polisiye büyücü prenses hayalet şövalye ejderha dörtlük kafiye betimle hayal_et rol_yap fabl
truyện_ngắn phù_thủy công_chúa hoàng_tử hồn_ma hiệp_sĩ vần đóng_vai nhập_vai cerpen pantun penyihir putri pangeran hantu naga peran nyai กลอน
นิทานก่อนนอน ตัวละคร ฉาก`,
  writing: `email e-mail mail letter message speech essay article blog post caption slogan tagline resume cv cover_letter marketing advert advertisement
newsletter press_release summary summarize summarise translate translation rewrite rephrase paraphrase grammar proofread tone paragraph
paragraphs introduction conclusion_paragraph review product_description linkedin instagram tweet tweets youtube video_script headline headlines
biography toast wedding birthday invitation apology complaint thank thanks formal informal professional polite persuasive outline brochure
statement_of memo report_on proposal diary journal_entry words_long word_essay seo
brief aufsatz artikel rede zusammenfass übersetz umformulier bewerbung anschreiben lebenslauf einladung entschuldigung formulier höflich
werbetext absatz beschreibung grammatik korrigier
lettre courriel dissertation discours article résumé résume résumer traduis traduire reformule lettre_de invitation excuse poli paragraphe
description accroche rédaction
carta correo ensayo discurso artículo resumen resume resumir traduce traducir reformula invitación disculpa formal párrafo redacción
descripción publicación
carta redação discurso artigo resumo resuma traduza traduzir reescreva convite desculpa parágrafo descrição legenda
lettera saggio discorso articolo riassunto riassumi traduci tradurre riscrivi invito scuse paragrafo descrizione tema_su
brief vertaal samenvatting artikel opstel
list_do listu email wypracowan* rozprawk* artykuł* przemówien* streszczen* przetłumacz przepisz zaproszen* przeprosin* akapit opis*
письм* эссе сочинени* статья статью речь переведи* перевод перефразир* перепиши* резюме приглашен* извинен* абзац описани* пост поздравлен* лист_до
переклади* твір
邮件 信 作文 文章 演讲 总结 翻译 改写 润色 简历 广告 文案 段落 邀请 道歉 读后感 摘要 口号 發言 評論 郵件 翻譯
メール 手紙 作文 記事 スピーチ 要約 翻訳 書き直し 言い換え 履歴書 広告 キャッチコピー 招待状 謝罪 文章 敬語 ブログ 紹介文
이메일 편지 에세이 글 연설 요약 번역 다듬어 자기소개서 광고 문구 초대장 사과문 블로그 문단 소개글
رسالة بريد مقال مقالة خطاب تلخيص لخص ترجم ترجمة أعد_صياغة سيرة دعوة اعتذار فقرة إعلان
पत्र ईमेल निबंध लेख भाषण सारांश अनुवाद विज्ञापन निमंत्रण माफी अनुच्छेद आवेदन
mektup e-posta makale deneme konuşma özet* çevir* özgeçmiş davetiye özür paragraf reklam slogan
thư email bài_văn bài_viết bài_luận diễn_văn tóm_tắt dịch viết_lại lời_mời xin_lỗi đoạn_văn quảng_cáo
surat esai artikel pidato ringkas terjemahkan undangan paragraf iklan
dopis esej článek přelož brev uppsats översätt
จดหมาย อีเมล บทความ แปล สรุป نامه ایمیل مقاله ترجمه خلاصه
proofreading copyedit copywriting headline_for tag_line hashtags bio about_me linkedin_post instagram_caption caption_for facebook_post twitter_thread
blog_post landing_page press_kit job_description job_ad job_application recommendation_letter reference_letter motivation_letter personal_statement
letter_of formal_letter complaint_letter resignation thank_you_note thank-you condolence condolences sympathy_card greeting_card birthday_card
birthday_wishes anniversary speech_for best_man maid_of_honor wedding_speech retirement farewell sermon announcement flyer leaflet poster_text
op-ed editorial column_about book_report book_review film_review movie_review literature_review essay_on argumentative persuasive_essay five_paragraph
thesis_statement introduction_paragraph conclusion_for topic_sentence cite citations mla apa_style rephrased reworded reword make_it_sound sound_more
more_formal
less_formal more_polite friendlier tone_is passive_aggressive plain_english layman simplify_this_text shorten tighten expand_on bullet_points
executive_summary key_takeaways minutes_of meeting_notes transcript transcribe newsletter_for talking_points elevator_pitch mission_statement slogans
brand_name product_name names_for
interview_questions lesson_plan worksheet_on discussion_questions study_guide itinerary checklist_for meal_plan shopping_list schedule_for_my synonym
synonyms antonym idiom proverb etymology spelling_of pronounce translate_to translate_this in_spanish in_french in_german into_english
glückwunsch glückwünsche geburtstagsgruß grußkarte kündigung kündigungsschreiben beschwerde beschwerdebrief mahnung motivationsschreiben
pressemitteilung produktbeschreibung slogan_für stellenanzeige rede_zum rede_für hochzeitsrede trauerrede gliederung inhaltsangabe textanalyse
erörterung stichpunkte rechtschreibung umschreiben freundlicher höflicher förmlich sachlich
lettre_de_motivation lettre_de_résiliation vœux anniversaire carte_de compte_rendu communiqué fiche_produit légende_pour corrige_les_fautes
orthographe soutenu plus_poli plan_de_dissertation commentaire_de_texte exposé synthèse bibliographie remerciement
carta_de_presentación carta_de_renuncia felicitación cumpleaños tarjeta comunicado ficha_de_producto pie_de_foto ortografía más_formal más_amable
ensayo_sobre exposición bibliografía agradecimiento biografía reseña
carta_de_apresentação pedido_de_desculpas aniversário cartão legenda_para ortografia mais_formal redação_sobre resenha agradecimento biografia
despedida
lettera_di_presentazione auguri compleanno biglietto comunicato didascalia più_formale tema_sul recensione ringraziamento
sollicitatiebrief gefeliciteerd verjaardag uitnodiging beleefd toespraak ansökan grattis födelsedag inbjudan tal_till hälsning presentation_om
życzenia zaproszenie podziękowanie list_motywacyjny recenzj* ogłoszeni* przemówieni* streść charakterystyk* přání pozvánk* dopis* životopis omluv*
поздравление поздравления открытк* приглашени* благодарност* объявлени* характеристик* рецензи* сопроводительн* мотивационн* заявлени* жалоб* доклад*
реферат* сочинение эссе_на конспект пересказ кратко_изложи краткое_содержание перескажи орфограф* ошибки_в_тексте вежлив* официальн* сценарий тезис*
слоган* рекламн* описание_товара
привітання запрошення подяк* оголошенн* рецензі* резюме_для твір_на стислий ввічлив*
祝福语 贺词 致辞 发言稿 演讲稿 主持稿 主持词 检讨书 申请书 推荐信 求职信 自我介绍 请假条 通知 倡议书 朋友圈 小红书 标题党 广告语 宣传语 软文 公众号 脚本 短视频脚本 读书笔记 观后感 缩写 扩写 仿写 病句 错别字 语法错误 口语化 书面语 委婉 语气 英译 中译 策划案
策划书 活动方案 教案 大纲
祝辞 挨拶文 スピーチ原稿 志望動機 自己PR 推薦状 お礼 お詫び 案内文 招待 年賀状 感想文 読書感想文 レポート 論文 要旨 見出し タイトル案 商品説明 投稿文 丁寧な 敬語で カジュアルに 校正 添削 誤字 翻訳して 英訳 和訳 ビジネスメール
축사 인사말 연설문 지원동기 추천서 감사 감사편지 사과 안내문 초대 독후감 감상문 보고서 논문 초록 제목_추천 상품설명 공손하게 정중하게 맞춤법 교정 첨삭 번역해줘 영어로 문구를 계획서 지도안
تهنئة بطاقة شكر خطاب_شكر رسالة_شكر رسالة_اعتذار سيرة_ذاتية رسالة_تغطية تقرير_عن موضوع_تعبير تعبير_عن بحث_عن إعلان_عن منشور صياغة تدقيق نحوي إملائي
عيد_ميلاد استقالة تبریک نامه‌ دعوتنامه رزومه انشا مقاله‌ خلاصه_کن بازنویسی متن متنی سخنرانی
बधाई शुभकामना निमंत्रण_पत्र आवेदन_पत्र भाषण_लिखो निबंध_लिखो संदेश अनुच्छेद_लिखो अनुवाद_करो bio_bata caption_do
tebrik kutlama davet başvuru teşekkür dilekçe istifa özür_maili kompozisyon metin metni düzelt çeviri sunum konuşması
lời_chúc thiệp thư_mời đơn_xin bài_phát thuyết_trình nghị_luận cảm_nghĩ bài_đăng mail_xin ucapan selamat kartu surat_lamaran surat_izin pidato_tentang
karangan teks terjemahan คำอวยพร จดหมายสมัคร เรียงความ สุนทรพจน์ แคปชั่น ประกาศ`,
  writeAsk: `write compose draft continue_the describe create_a_story tell_me_a imagine_you come_up brainstorm suggest_names
schreib schreibe verfasse beschreibe erzähl erzähle écris écrire écrivez rédige rédiger décris raconte escribe escribir redacta cuenta cuéntame describe
escreva escrever redija descreva conte crie_uma scrivi scrivere descrivi racconta schrijf beschrijf napisz opisz opowiedz
напиши напишите опиши опишите расскажи сочини придумай напишіть 写一 写个 写出 写首 写封 续写 描写 编一个 撰写 幫我寫 写 帮我写
書いて 書く 書け 考えて 作って 書いてください 描写 써줘 써 작성 지어 써주세요 쓰 اكتب اكتبي صف احك ألف أكتب लिखो लिखें लिखिए बताओ सुनाओ लिखकर
yaz yazın yazar_mısın anlat betimle viết kể sáng_tác hãy_viết tulis tuliskan buatkan_cerita ceritakan napiš skriv berätta เขียน แต่ง بنویس
write_me_a write_an write_a_story write_a_poem write_a_letter write_an_email write_an_essay write_a_song write_about write_the_next help_me_write
make_up_a invent narrate tell_the_story tell_a_story retell reimagine give_me_names give_me_ideas ideas_for suggestions_for suggest_a recommend_me
what_should_i_wear
what_should_i_say how_should_i_respond how_do_i_tell how_do_i_ask should_i_tell is_it_rude explain_to_a_child explain_like discuss_the discuss_whether
elaborate reflect_on argue_that take_a_side make_it_funny make_it_shorter make_this_less make_this_more proofread_this
schreib_mir schreib_eine schreibe_einen formuliere verfass entwirf_einen dichte denk_dir erzähle_mir was_soll_ich wie_sage_ich gib_mir_ideen
hast_du_ideen nenne_mir korrektur
écris_moi écris-moi rédige_une rédige_un invente imagine_une aide-moi_à_écrire propose donne-moi_des_idées que_dire comment_dire
escríbeme escribe_un escribe_una redáctame hazme_un inventa ayúdame_a_escribir dame_ideas qué_le_digo cómo_le_digo sugiere
escreve escreve_um escreva_um escreva_uma faz_um_texto me_ajuda_a_escrever me_dá_ideias o_que_eu_digo sugira
scrivimi scrivimi_una scrivi_un scrivi_una aiutami_a_scrivere dammi_idee cosa_dico consigliami suggerisci
schrijf_een bedenk een_gedicht skriv_ett skriv_en hitta_på ge_mig
napisz_mi ułóż wymyśl pomóż_mi_napisać zaproponuj doradź napiš_mi vymysli poraď
напиши_мне напиши_пост напиши_текст составь придумай_название сочини_стих помоги_написать что_ответить как_сказать посоветуй подскажи_идеи
перепиши_текст склади придумай_ порадь допоможи_написати
帮我写一 写一篇 写一段 写一封 写一首 拟一个 起个名 取名 想一个 怎么回复 怎么说 推荐几 给我讲 讲一个 讲个 编个 改得 改写成 用…的语气
書いてほしい 考えてほしい 教えてほしい 提案して 名前を考え 返信を どう伝え どう言え 作文して おすすめを
써_주세요 써_줘 지어줘 만들어줘 추천해줘 알려줘 어떻게_말해 어떻게_답장 제안해줘
اكتب_لي اكتب_قصة اكتب_رسالة ألف_لي اقترح ماذا_أقول كيف_أقول ساعدني_في_كتابة برایم_بنویس پیشنهاد_بده چه_بگویم
लिख_दो लिखकर_दो सुझाव likh_do bata_do kya_bolu
yazabilir_misin öner önerir_misin ne_demeliyim nasıl_söylerim
viết_giúp gợi_ý nên_nói_gì kể_cho đặt_tên tuliskan_sebuah buatkan_saya buatkan_puisi buatkan_undangan sarankan beri_ide ช่วยเขียน ช่วยแต่ง แต่งเรื่อง
แนะนำ`,
  knowledge: `who whom whose when where which country capital king queen president war century history historical film movie actor actress band singer
album author religion philosophy culture political politics society economy economic novel_by famous born died city river mountain team olympic
award book recipe cook travel trip vacation health diet exercise sleep advice tips recommend relationship girlfriend boyfriend friend feel feeling
stress career job_interview parents children kids school teacher teach marriage love pet dog cat garden music art painting museum
wer wann welche welcher geschichte könig krieg jahrhundert hauptstadt rezept reise tipps empfiehl gesundheit freund freundin gefühl politik gesellschaft
quand quel quelle roi guerre siècle capitale recette voyage conseils recommande santé ami amie politique société philosophie
quién cuándo cuál rey guerra siglo capital receta viaje consejos recomienda salud amigo amiga política sociedad filosofía
quem quando qual rei guerra século receita viagem dicas saúde namorada política sociedade filosofia
chi quando quale guerra secolo ricetta viaggio consigli salute amico amica politica società
kto kiedy który wojna stolica przepis podróż porad* zdrowi* przyjaci* historia_polski
кто когда какой какая война столица рецепт путешестви* совет* здоровь* друг подруг* общество политик* культур* философ*
谁 历史 战争 首都 食谱 旅行 旅游 建议 推荐 健康 朋友 女朋友 男朋友 感情 社会 政治 文化 哲学 父母 孩子 介绍
誰 歴史 戦争 首都 レシピ 旅行 アドバイス おすすめ 健康 友達 彼女 彼氏 社会 政治 文化 哲学 教えて
누구 역사 전쟁 수도 요리 여행 조언 추천 건강 친구 여자친구 사회 정치 문화 철학 소개
من متى أين تاريخ حرب عاصمة وصفة سفر نصائح صحة صديق مجتمع سياسة ثقافة فلسفة
कौन कब इतिहास युद्ध राजधानी रेसिपी यात्रा सलाह स्वास्थ्य दोस्त समाज राजनीति संस्कृति
kim tarih savaş başkent tarif seyahat öneri sağlık arkadaş toplum siyaset kültür
lịch_sử chiến_tranh thủ_đô công_thức_nấu du_lịch lời_khuyên sức_khỏe bạn_gái xã_hội văn_hóa
siapa kapan sejarah perang ibu_kota resep perjalanan saran kesehatan teman
meaning_of what_does_it_mean origin_of symbolism theme_of themes analysis_of interpret interpretation compare_and_contrast pros_and_cons arguments_for
debate ethics moral morality bible quran buddhism christianity islam jesus church revolution civil_war world_war cold_war ancient medieval renaissance
colonial independence treaty parliament election democracy communism capitalism constitution supreme_court lawyer legal landlord tenant lease
contract_law employer employee fired divorce custody inheritance visa immigration doctor symptoms symptom diagnosis medicine medication disease
allergy pregnancy baby toddler newborn teenager
anxiety depression lonely grief heartbroken therapist psychology self-esteem confidence motivation procrastination habits sleep_better lose_weight
workout gym yoga calories vegan vegetarian breakfast lunch dinner dessert cake bread soup salad chicken pasta coffee tea wine beer restaurant hotel
flight airport beach hiking
camping itinerary souvenir weather plants houseplant puppy kitten aquarium horse bird birds fashion outfit makeup haircut skin perfume furniture
decorate living_room bedroom cleaning laundry gift gifts present_for birthday_party christmas halloween easter new_year festival tradition culture_of
customs language_learning
vocabulary book_recommendations books_like movies_like tv_series series_like podcast band_name musician guitar piano painter sculpture architecture_of
photography football soccer basketball tennis olympics chess_club player_of animal animals dinosaur planet moon_landing universe_began climate_change
environment recycling sustainable
my_boss my_coworker colleague_who my_wife my_husband my_mom my_mother my_dad my_father my_sister my_brother my_son my_daughter my_grandma
my_grandfather my_neighbor my_neighbour roommate best_friend ex-boyfriend ex_girlfriend crush dating breakup apologize apologise forgive argument_with
angry sad happy afraid
bedeutung ursachen folgen unterschied_zwischen vor-_und argumente mietvertrag vermieter mieter arbeitgeber kündigen_darf arzt symptome krankheit
schwanger kind_schläft mutter vater schwester bruder oma opa nachbarin kollegin chef streit trauer angst einsam geschenk geschenkidee geburtstag
weihnachten urlaub sehenswürdig ausflug wandern kochen backen kuchen suppe garten pflanzen hund katze buchtipps serien
signification causes conséquences différence_entre arguments_pour propriétaire locataire employeur médecin symptômes maladie enceinte ma_mère mon_père
ma_sœur mon_frère grand-mère voisine collègue patron dispute deuil peur cadeau anniversaire_de noël vacances visiter cuisiner gâteau soupe jardin
chien chat romans
significado causas consecuencias diferencia_entre argumentos inquilino casero jefe médico síntomas enfermedad embarazada mi_madre mi_padre mi_hermana
mi_hermano abuela vecina compañero pelea duelo miedo regalo navidad vacaciones visitar cocinar pastel sopa jardín perro gato
consequências diferença_entre chefe sintomas doença grávida minha_mãe meu_pai minha_irmã meu_irmão avó vizinha colega briga luto medo presente natal
férias cozinhar bolo jardim cachorro importante_para
significato cause conseguenze differenza_tra affitto capo medico sintomi malattia incinta mia_madre mio_padre mia_sorella nonna vicina lite paura
natale vacanze visitare cucinare torta zuppa giardino cane gatto libri_simili
betekenis oorzaken gevolgen huisbaas dokter moeder vader zus broer buurvrouw collega ruzie kerst vakantie koken taart tuin hond kat betydelse orsaker
läkare mamma pappa syster bror granne present jul semester laga_mat trädgård katt
znaczeni* przyczyny skutki lekarz objaw* mama tata siostr* brat babci* sąsiad* koleg* kłótni* prezent* święta wakacj* gotowa* ciasto ogród pies kot
význam příčiny lékař máma táta sestra bratr babičk* soused* dárek vánoce dovolen* vařit zahrad* pes kočk*
значение причины последствия разница_между врач* симптом* болезн* беремен* мама папа сестр* бабушк* дедушк* сосед* коллег* начальник* ссор* обид*
страшно подарок подарить праздник* юбилей новый_год отпуск поездк* приготовить торт суп сад собак* кошк* кот муж жена ребён* ребенк* дочь сын
отношени* любовь любит почему зачем
значення причини наслідки лікар тато сестра бабус* сусід* подарунок свято відпустк* приготувати чому навіщо дитин*
意义 原因 影响 区别是 为什么会 怎么看待 如何评价 医生 症状 疾病 怀孕 宝宝 妈妈 爸爸 爷爷 奶奶 老公 老婆 男友 女友 同事 领导 吵架 分手 难过 焦虑 孤独 礼物 生日 春节 中秋 假期 攻略 做菜 菜谱 蛋糕 汤 花园 养花 小狗 小猫 减肥 穿搭 面试 职场 青春期 朝代 皇帝
诗人 作家 名著 电影推荐 书单
意味 影響 違い 医者 病気 妊娠 赤ちゃん 母 父 妹 弟 祖母 祖父 夫 妻 同僚 上司 喧嘩 別れ 悲しい 不安 プレゼント 誕生日 正月 クリスマス 旅行先 観光 料理 ケーキ スープ 庭 犬 猫 ダイエット 服装 面接 子育て 寺 神社 映画 由来 とは何
의미 원인 영향 차이점 의사 증상 질병 임신 아기 엄마 아빠 누나 형 할머니 할아버지 남편 아내 동료 상사 다툼 이별 헤어진 슬퍼 불안 외로 선물 생일 설날 크리스마스 여행지 관광 케이크 국 정원 강아지 고양이 다이어트 옷 면접 육아 절 작가 영화 유래 남자친구
معنى أسباب نتائج الفرق_بين طبيب أعراض مرض حامل أمي أبي أختي أخي جدتي جارتي زميل مدير خلاف حزن خوف هدية عيد رحلة طبخ كعكة شوربة حديقة كلب قطة زوجي
زوجتي طفلي لماذا معلم معلمي معنی دلایل پزشک علائم بیماری مادر پدر خواهر برادر مادربزرگ همسایه هدیه عید غذا کیک باغ سگ گربه چرا معلم
मतलब कारण परिणाम डॉक्टर लक्षण बीमारी माता पिता पिताजी बहन भाई दादी पड़ोसी उपहार त्योहार छुट्टी खाना केक बगीचा कुत्ता बिल्ली पति पत्नी बच्चा क्यों
anlamı nedenleri sonuçları doktor belirti* hastalık anne baba abla kardeş büyükanne komşu hediye bayram tatil yemek kek çorba bahçe köpek kedi eşim
çocuğum neden iş_görüşmesi
ý_nghĩa nguyên_nhân hậu_quả bác_sĩ triệu_chứng bệnh mẹ bố chị em_gái bà hàng_xóm sếp quà sinh_nhật tết nấu_ăn bánh vườn chó mèo chồng vợ tại_sao
vì_sao
arti penyebab akibat gejala penyakit ibu ayah kakak adik nenek tetangga hadiah ulang_tahun liburan masakan kue kebun anjing kucing suami istri mengapa
ความหมาย สาเหตุ หมอ อาการ แม่ พ่อ ของขวัญ วันเกิด ปีใหม่ อาหาร ขนม สวน หมา แมว ทำไม ประวัติ`,
} as const;
