/** Written by training/router/background.ts from its seeds: on each line a domain, a tab, and a text of that domain. */
export const backgroundTexts = `
code	my css animation is choppy on android only. transform or left/top?
code	Implement backpropagation for a two layer network with only numpy, cross entropy loss, and check gradients numerically
code	how can i speed up my site? lighthouse says reduce unused js and largest contentful paint is 6s
code	vim: how do I replace a word in the whole buffer but only between lines 20 and 45
code	is javascript single threaded? then how does async work
code	what is the difference between compiling and interpreting, be concrete
code	reverse the words in a sentence in place
code	regex to match emails but not ones ending in .ru, javascript flavor
code	whats better for a side project, sqlite or postgres? 1 user, maybe 5
code	How would you explain CAP theorem with actual databases as examples
code	Model a library's data: books, copies, readers, loans, reservations. which relations, which keys
code	which loop is faster, for or while, does it even matter
code	svg path for a heart shape please, 100x100 viewBox
code	Rewrite this SQL with a CTE so a human can read it
code	Redis keeps evicting my session keys, maxmemory-policy allkeys-lru. What should I set?
code	write a good commit message for this diff
code	how should i structure my project folders, it's a mess
code	how do i undo last commit but keep changes
code	Write the Big-O for each line and the total, then propose something subquadratic
code	Pivot table ignores the new rows i add at the bottom, do i have to redo it every time
code	kubectl get pods shows CrashLoopBackOff, logs say "permission denied /data". The pvc is mounted with fsGroup 1000. Helm chart values below. How do I debug that
code	Use ffmpeg to cut the video from 00:01:10 to 00:02:00 and burn subtitles, then make a gif under 5mb
code	prolog: define ancestor/2 and explain why my version loops forever
code	implement RSA from scratch for learning, small primes ok
code	Make a spring boot controller that accepts a multipart file, validates it is a PDF below 10MB and stores it in S3
code	What are idempotent requests and why should my payment call be one
code	How do I mount a NAS share permanently in fstab, with credentials not readable by others
code	Parse this log with awk and give me the number of 5xx per minute
code	create a text adventure game in python with rooms, an inventory and save games
code	How do I become productive in an unfamiliar codebase quickly, which commands and tools do you use
code	make a tool that watches a folder and uploads new files to my ftp, must run on windows without installing stuff
code	compare flexbox and grid for a dashboard layout, code for both
code	Given an m x n grid of characters and a list of words, return all words that can be found on the board. Each word must be built from letters of sequentially adjacent cells.
code	generate mermaid diagram code for this signup flow
code	Suggest better names: def proc(d, f, x2): ...
code	I²C scanner finds nothing, wires are ok, pullups 4.7k. code below?
code	rust lifetimes are killing me, why does this not live long enough
code	Set up a cron job to restart the service each night and rotate its logs
code	Our nightly export takes four hours. It reads each customer, computes totals, and writes a line. How would you speed that up, where would you measure first?
code	Write docs for this function, google style
code	LaTeX: how do I make a table with merged cells spanning two rows, with booktabs, and rotate the header text?
code	how would you architect a chat app for 1 million concurrent users? websockets, sharding, message ordering, persistence
code	ansible playbook that adds a user with sudo and an ssh key on 12 hosts
code	rsync vs scp vs sftp for nightly backup of 2TB
code	What happens under the hood when I type a URL and hit enter? DNS, TLS, everything
code	What is the time complexity of this function and can it be made faster? def f(n): return 1 if n < 2 else f(n-1) + f(n-2)
code	git bisect: explain how I'd find the commit that slowed down startup, automated
code	zsh is slow to start (3s). how to profile
code	why would anyone use a linked list in 2024
code	Simulate a queue with two stacks in Java and analyse the amortized cost
code	Google sheets: highlight the whole row if the date in column C is older than today and status is not Done
code	Write a parser combinator library in under 100 lines of Haskell and parse arithmetic with it
code	helm upgrade stuck in pending-upgrade
code	How do you deal with circular imports in a big flask project
code	ERROR in ./src/app.module.ts: Module not found: Error: Can't resolve '@nestjs/config'. I already ran npm install
code	Write Verilog for a 4-bit ripple carry adder plus a testbench
code	=IFERROR(INDEX(Data!B:B,MATCH(1,(Data!A:A=A2)*(Data!C:C="open"),0)),"none") works in my file but in my colleague's excel 2016 it shows none for all rows. why
code	why did you use a set there
code	create a todo app with svelte, local storage, drag to reorder
code	give me a powerquery M code that unpivots these columns and cleans the dates
code	dp problem: min cost to climb stairs with costs array, 1 or 2 steps. code + explanation
code	cloudflare shows error 522 while the origin answers curl fine
code	please comment this assembly, x86, AT&T syntax
code	How to check whether a number is a perfect square without floats, any language
code	Train a gradient boosting model on tabular data with 300 columns, many missing. Show cross validation and how to read feature importance
code	Make a graph of this function in desmos/JS canvas, zoomable
code	how does a B-tree index make range lookups fast?
code	angular: ExpressionChangedAfterItHasBeenCheckedError, only in dev mode. harmless?
code	my arduino resets whenever the motor starts. code or power problem?
code	Write a solidity contract for a simple escrow with a dispute period, then point out security problems like reentrancy
code	reactで親から子の関数を呼びたい
code	Tạo trang web đăng nhập bằng HTML CSS và JavaScript
code	quero um bot de whatsapp que responda com o cardápio do dia, é possível com python?
code	请解释一下Java中HashMap的底层实现原理，并给出源码分析
code	Explique linha por linha o que esse código faz e por que ele imprime duas vezes
code	逐行解释这段程序在做什么，为什么会输出两次
code	как сделать чтобы div был на всю высоту экрана минус шапка
code	створи просту сторінку з формою реєстрації, html та css
code	Wie mache ich in Excel eine Auswahlliste, deren Inhalt von einer anderen Zelle abhängt?
code	Реализуй очередь на двух стеках на C++
code	Kenapa program PHP saya error undefined index, tolong perbaiki
code	我的React页面一直报错Cannot read property of undefined，怎么解决？代码如下
code	Necesito un programa que lea facturas en pdf y guarde el total en una hoja de cálculo
code	Ho bisogno di uno script bash per fare il backup di una cartella ogni notte
code	C언어로 연결리스트 구현해줘 삽입 삭제 포함
code	Implemente o algoritmo quicksort em JavaScript e explique a complexidade
code	hur läser jag in en json-fil i python
code	Spiegami riga per riga cosa fa questo codice
code	Erstelle mir eine HTML-Seite mit einem Kontaktformular, das per JavaScript geprüft wird, und dem passenden CSS
code	python me list ko reverse karne ka code do bina reverse function ke
code	sql에서 그룹별로 상위 3개씩 뽑고 싶어
code	Напиши тесты для этого класса на pytest
code	Как настроить nginx и docker-compose для двух сервисов на одном сервере
code	Cách cài đặt docker trên ubuntu và chạy mysql
code	الموقع يظهر صفحة بيضاء بعد تحديث الووردبريس
logic	How many people must be on a bus so that two surely share initials
logic	What is the pH of a 0.01 M solution of a weak acid with pKa 4.75? show the ICE table
logic	Solve the recurrence T(n) = 2T(n/2) + n log n
logic	What should be my bid if I think the other bidders are uniform on [0,1] and there are 3 of us, first price auction
logic	If CLOUD is coded as DMPVE, how is RIVER coded?
logic	Consider the sequence 2, 6, 12, 20, 30, ... What is the next number and the general term?
logic	The red car parked left of the blue one, green not at an end, four spots, yellow at the right end. order?
logic	I have two coins that make 30 cents and one isn't a nickel
logic	I have six eggs. I broke two, cooked two and ate two. How many are left?
logic	Give an example of a function that's continuous everywhere and differentiable nowhere, with an argument why
logic	How many squares are there on a chessboard, all sizes counted?
logic	Five friends finished a race. Anna was before Ben, Carla right after Dan, Emil neither first nor last, Ben wasn't last. In which order did they finish?
logic	Show that sqrt(3) + sqrt(5) is irrational
logic	half-life 5.3 years, how much is left of 40 g after 16 years
logic	limiting reagent: 10 g H2 and 64 g O2, how much water forms
logic	Ann, Bea, Cat. One is a pilot, one a baker, one a judge. Ann is older than the judge. Bea's not the same age as the baker, the baker is younger than Cat. who's what
logic	a calendar from which year can be reused for 2025
logic	people who drink more water are healthier. so water makes healthy? list the confounders
logic	At noon in Madrid, which way does the shadow of a lamp post point? explain
logic	A woman has 7 daughters and each of the daughters has a brother. How many children at least?
logic	Who is the tallest if Rob is shorter than Kim, Kim is shorter than Lou, and Max is shorter than Rob?
logic	Yesterday was two days before Monday. What day is tomorrow?
logic	what's 17% of 2340 plus 15
logic	In a certain code 'sun is hot' is written 'ka lo mi', 'hot red tea' is 'mi pu ra'. what's the code for hot
logic	mpg to l/100km: 34 mpg us
logic	I leave home, turn left three times, and come back to find two masked men waiting. who are they
logic	If all of the statements in this list are false then which one is true? 1. Exactly one is false. 2. Exactly two are false. 3. Exactly three are false.
logic	Unfold the cube: if 1 is opposite 6 and 2 faces you, what's on the left
logic	correlation 0.4 with n=20, significant?
logic	My grandfather says he has lived through nine leap years. What are his possible ages?
logic	how many diagonals in a 20-gon
logic	If I read 22 pages per evening when do I finish 480 pages starting on March 3rd
logic	prob that 3 random people have birthdays in 3 different months
logic	Three people check into a hotel room that costs $30. Each pays $10. Later the clerk realises the room is $25 ... where is the missing dollar?
logic	A man is found dead in a field next to an unopened package. what happened? reason from the clues
logic	You meet two guards... no the OTHER version: both always answer but one of them randomly. one question. possible?
logic	ice floats in a full glass. does it overflow when it melts? salt water too?
logic	How many zeros are at the end of 2023 factorial and what's the last nonzero digit
logic	if 3 cats catch 3 mice in 3 minutes, 100 cats 100 mice?
logic	simplify (3a^2b)^3 / (9ab^4)
logic	what's 2^10 - 1 in base 2
logic	Prove by induction that 2^n > n^2 for n >= 5
logic	deduce the rule: 2-4-8 fits, 3-6-12 fits, 5-4-3 doesn't. how do i test it
logic	All bloops are razzies and all razzies are lazzies. Are all bloops definitely lazzies? Explain.
logic	Statement: All managers at the firm speak French. Some engineers are managers. Conclusion I: some engineers speak French. II: all French speakers are managers. Which follows?
logic	what weighs more, a kilo of feathers or a pound of iron
logic	find two numbers: sum 20, product 91
logic	Among these statements exactly one is true. 1 The vase is in the left box. 2 it isn't in the right box. 3 It's in the middle box. Where's the vase
logic	what am I missing: a bat and ball cost 1.10 ... i said 10 cents
logic	gear ratio 52/14 with a 2.1 m wheel at 90 rpm, km/h?
logic	I must visit A, B, C, D and be back. distances AB 4, AC 7, AD 3, BC 2, BD 6, CD 5. shortest tour
logic	Elasticity if demand drops from 200 to 170 when price rises from 10 to 11
logic	explain affirming the consequent and give an example with rain
logic	Tickets are numbered 1 to 40. One is drawn. What is the chance that the number is a multiple of 3 or 5?
logic	spell 'lollipop' backwards and tell me which letter is in the middle
logic	a stock is 50/50 up 50% or down 40% each year. expected growth vs typical growth?
logic	is "this sentence has five words" true? and "this sentence is false"?
logic	Is the vector (1,2,3) in the span of (1,0,1) and (0,1,1)?
logic	A colour-blind man and a carrier woman, probability a son is colour blind
logic	if it's not the case that nobody came, did somebody come
logic	It's late afternoon and Nina's shadow falls straight in front of her. Which way is she walking?
logic	is a 60% free throw shooter making 9 of 10 surprising? compute
logic	Use the table to answer: which product grew the most in percent from Q1 to Q4, and what was its average per quarter?
logic	is the product of two irrational numbers always irrational?
logic	25 horses, 5 lanes, find the 3 fastest. how many races
logic	If you spin a raw egg and a boiled egg how can you tell them apart, and what principle is it
logic	sleeping beauty, halfer or thirder? go through both arguments rigorously
logic	Which month has its 13th on a Friday if the year starts on a Sunday?
logic	does a bounded monotone sequence always converge? what if it's only bounded
logic	is my mother's brother's only sister my aunt?
logic	등차수열의 첫째항이 5이고 공차가 3일 때 20번째 항까지의 합은?
logic	今天是星期三，再过100天是星期几
logic	En tröja kostar 320 kr efter 20 % rabatt, vad kostade den före?
logic	주사위 두 개를 던질 때 합이 7이 될 확률은?
logic	hoeveel handdrukken zijn er als 12 mensen elkaar een hand geven
logic	Oldd meg az egyenletet: 3x + 4 = 25
logic	1부터 100까지 수 중에서 3의 배수이면서 7의 배수가 아닌 수의 개수
logic	اشترك ثلاثة في تجارة بنسب 2:3:5 وربحوا 9000، ما نصيب كل واحد
logic	Cena wzrosła o 10%, a potem spadła o 15%. O ile procent zmieniła się cena?
logic	Ich bin der Vater deines Sohnes Sohn. Wer bin ich für dich?
logic	12 đội đá vòng tròn hai lượt thì có bao nhiêu trận?
logic	علی ۲۰ سیب دارد و یک چهارم آن را به مریم می‌دهد. چند سیب می‌ماند؟
logic	अगर सभी डॉक्टर पढ़े लिखे हैं और राम पढ़ा लिखा नहीं है तो क्या राम डॉक्टर है?
logic	अगर A, B से बड़ा है और C, A से बड़ा है तो सबसे छोटा कौन है?
logic	Si todos los gatos son animales y algunos animales son negros, ¿se puede concluir que algunos gatos son negros?
logic	Udowodnij, że suma trzech kolejnych liczb naturalnych jest podzielna przez 3
logic	Продолжите ряд чисел: 1, 1, 2, 3, 5, 8, ...
logic	एक आयत की लंबाई चौड़ाई से 5 सेमी अधिक है और परिमाप 50 सेमी है, क्षेत्रफल ज्ञात करो
logic	Vyřeš rovnici 3x + 5 = 2x - 7
logic	Доведіть, що сума двох непарних чисел парна
logic	Los op: 5x - 3 = 2x + 12
logic	ما العدد التالي: 2، 6، 18، 54
logic	주사위 두 개를 던져 합이 5 이하일 확률
logic	Quantos números de três algarismos distintos são divisíveis por 5?
logic	Если позавчера было воскресенье, какой день будет послезавтра?
prose	a dialogue between the moon and a lighthouse
prose	blues song about a flat tyre, three verses
prose	Write a blog post for beginners about why learning Python in 2024 is worth it, about 800 words, casual tone
prose	best way to learn swedish at 50
prose	Write the script of a training video on password safety for office workers
prose	how did the calculator change schools? a short essay
prose	a press statement about our data breach, sincere, no jargon
prose	history of the python, the snake, as a symbol in Greek myth
prose	alternate history: the telegraph is invented in 1600
prose	what emotion does the narrator show in the last paragraph
prose	rewrite in plain english: The lessee shall indemnify and hold harmless the lessor against all claims.
prose	what was daily life like for a servant in Victorian London
prose	my budget is around 300 for a 50th birthday present for my mum, she loves the sea and hates clutter
prose	is free will an illusion? write it like a letter to a friend
prose	Write an email to my boss explaining why we should move our servers to the cloud, non technical
prose	how to get red wine out of a wool carpet
prose	Write alternate history where the library of Alexandria never burned, in the form of a museum guide's tour
prose	a villain monologue, but he runs a flower shop
prose	Write me a monologue for an audition, a woman who just found out that the bakery she inherited will be demolished
prose	what's the plural of octopus
prose	Be a motivational coach for a team of engineers whose project was cancelled
prose	Why did the industrial revolution begin in Britain? Discuss three explanations and weigh them against each other.
prose	Give feedback on this paragraph of my novel, be honest about pacing and show-don't-tell
prose	Write the opening chapter of a fantasy novel. Magic system: people borrow years of life from trees. The heroine Sel is a debt collector. Dark, lyrical prose, avoid cliches, 2000 words.
prose	tell me I'll be ok
prose	interview tips for a junior data analyst, what do they want to hear
prose	limericks about each of my housemates: Jo, Priya, Sven
prose	write a bedtime story about a digger who's afraid of the dark
prose	What is the meaning of the phrase "the die is cast"?
prose	summary of what stoics thought about anger
prose	cover letter, bakery assistant, no experience, early riser
prose	Help me build a lesson plan for teaching the cold war to teenagers with activities and homework
prose	continue: The lift stopped between floors, and the old woman smiled.
prose	what did Pascal believe about God
prose	Who invented calculus, Newton or Leibniz? Tell the history of the dispute
prose	films like Paterson, slow and kind
prose	Play the part of a patient professor and explain to me what recursion is, using only images from cooking. Stay in character.
prose	resign by email w/o burning bridges
prose	how do you pronounce gnocchi
prose	my gf says i never listen. how do i show her i do
prose	what does "the centre cannot hold" refer to
prose	translate to Spanish: I would like to book a table for four at eight o'clock, by the window if possible
prose	Describe the number seven as if it were a person at a dinner party
prose	how do I get through 12 hour shifts on my feet
prose	top 5 books on the Vietnam war, one sentence each
prose	make a list of 20 creative insults that a wizard could use that are safe for kids
prose	Make a character sheet description (backstory, flaws, voice) for an elderly pirate queen
prose	tiktok script, 30 seconds, thrift flip, hook in the first line
prose	analyse the tone of this speech
prose	how do vaccines work, simple words
prose	scene: two thieves, one ladder, they used to be married
prose	Which country has the longest coastline?
prose	what's a nice way to spend a rainy sunday with two bored teens
prose	why do we say "break a leg"
prose	Write a poem about the number pi in the style of Emily Dickinson
prose	Explain why the sky is blue in the voice of a grumpy wizard
prose	Write a short story about a lighthouse keeper who finds a message in a bottle addressed to himself.
prose	Speak as an economist from the 19th century and give your opinion on modern stock markets.
prose	a menu in the style of a pirate
prose	Write the lyrics of a country song about a broken tractor and a broken heart
prose	Make this sound less robotic: "We hereby inform you that your request has been processed."
prose	brainstorm gifts for a dad who says he wants nothing
prose	Write a bio for my GitHub profile, I am a self taught developer and love hiking
prose	create a character: a hacker with a conscience living in Lagos in 2070, include backstory, weaknesses, a catchphrase
prose	my son is 2 and wakes up 4 times a night, gentle methods please
prose	give me 20 words that sound like rain
prose	write interview questions for a beekeeper
prose	Write a youtube script about the fall of Constantinople, hook in the first 10 seconds, 6 minutes
prose	quick dinner with chickpeas and spinach
prose	shorten to 50 words:
prose	Napiš zdvořilý e-mail učiteli
prose	nombres originales para un gato negro
prose	Haz un poema sobre el otoño con rima
prose	제주도 2박 3일 코스 추천
prose	接着写下一幕，气氛更紧张，第三人称，不要揭露凶手
prose	Viết bài blog về việc trí tuệ nhân tạo thay đổi công việc lập trình viên
prose	给我的猫起个名字，橘色的，很胖
prose	jak pogodzić się z siostrą po kłótni o spadek
prose	写一个关于雨夜里的老书店的短篇小说
prose	이어서 써줘: 문을 열자 죽은 줄 알았던 형이 서 있었다
prose	somos 7 en navidad y 2 son celíacos, qué menú hago
prose	친구랑 싸웠는데 어떻게 화해하면 좋을까?
prose	Faça um poema para o dia das mães
prose	cum îi spun șefului că vreau o mărire de salariu
prose	Streść fabułę "Ferdydurke"
prose	Resume este texto en tres frases
prose	あなたは江戸っ子の寿司職人です。外国人の私に接客してください
prose	Jakie były przyczyny wybuchu powstania listopadowego?
prose	Por que a Inconfidência Mineira fracassou?
prose	雨の日を詠んだ俳句をいくつか
prose	Fortæl en godnathistorie om en lille trold
prose	Faites une dissertation sur le thème de la liberté chez Sartre
prose	Escreva um artigo sobre o futuro da programação com inteligência artificial
prose	辛亥革命的历史意义是什么？
prose	apni girlfriend ko manane ke liye ek pyara sa message likh do
`;
