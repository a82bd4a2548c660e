/** Words of the logic domain by concept; the form of an entry is told in lexicon.ts. */
export const logicWords = {
  mathNoun: `equation equations integral integrals derivative derivatives triangle triangles circle angle angles probability probabilities prime primes
theorem lemma proof polynomial matrix_a determinant eigenvalue eigenvalues vector vectors limit logarithm sin cos tan sqrt fraction fractions
divisor divisible remainder modulo factorial permutation permutations combination combinations combinatorics variance expected_value standard_deviation
distribution random_variable integer integers real_numbers natural_numbers rational irrational perimeter radius diameter hypotenuse
rectangle polygon sphere cube geometry algebra calculus trigonometr arithmetic sequence series converge converges convergence inequality
bijection group_theory homomorphism subgroup isomorphic topology metric_space manifold hilbert banach differential_equation laplace fourier
gradient jacobian eigen bayes theorem coefficient quadratic linear_system roots dice coin_flip deck_of urn marbles graph_theory vertices
gleichung integral ableitung dreieck kreis winkel wahrscheinlich primzahl beweis polynom wurzel bruch teiler rest_bei umfang flächeninhalt
zahlen ganzzahl ungleichung nullstelle funktion_f grenzwert folge stochastik würfel
équation intégrale dérivée triangle cercle probabilit nombre_premier nombres théorème racine polynôme périmètre aire_de suite_numérique
inégalité divisible entiers limite_de dé_à
ecuación ecuaciones derivada triángulo círculo ángulo probabilidad número_primo números teorema raíz polinomio perímetro área desigualdad
divisible enteros sucesión límite integral dados
equação equações derivada triângulo círculo ângulo probabilidade número_primo números teorema raiz polinômio perímetro inteiros dados
equazione equazioni derivata triangolo cerchio angolo probabilità numero_primo numeri teorema radice polinomio perimetro interi integrale
vergelijking driehoek hoek kans priemgetal
równani* całk* pochodn* trójkąt* okrąg* kąt* prawdopodobieństw liczb* twierdzen* wielomian pierwiast* obwód pole_powierzchni nierówno* kostk*
уравнени* интеграл* производн* треугольник* окружност* угол угла вероятност* числ* теорем* многочлен* корень корн* периметр площад* неравенств*
докажите предел матриц* делит* остат* последовательност* рівнянн* імовірн* ймовірн* трикутник* кубик
方程 积分 导数 三角形 圆 概率 质数 素数 定理 多项式 矩阵 不等式 整数 自然数 面积 周长 数列 函数f 极限 余数 几何 证明 骰子 公差 等差 等比 平方 積分 機率 證明
方程式 積分 微分 三角形 円 確率 素数 定理 多項式 行列 不等式 整数 面積 数列 極限 余り サイコロ 証明 平方 角度 半径
방정식 적분 미분 삼각형 원의 확률 소수 정리 다항식 행렬 부등식 정수 자연수 넓이 수열 극한 나머지 주사위 증명 각도 반지름 둘레
معادلة المعادلة تكامل مشتقة مثلث دائرة احتمال عدد_أولي الأعداد نظرية كثيرة_حدود مصفوفة_رياضية متباينة مساحة محيط زاوية جذر المثلث
समीकरण समाकलन अवकलज त्रिभुज वृत्त प्रायिकता अभाज्य संख्या संख्याएँ प्रमेय बहुपद क्षेत्रफल परिमाप कोण असमिका वर्गमूल पासा
denklem integral türev üçgen* çember* açı* olasılı* asal sayı* teorem* polinom* kök* alan* çevre* eşitsizlik* zar ispat*
phương_trình tích_phân đạo_hàm tam_giác đường_tròn góc xác_suất số_nguyên số_tự định_lý đa_thức căn_bậc diện_tích chu_vi bất_đẳng chứng_minh
persamaan turunan segitiga lingkaran peluang bilangan teorema luas_ keliling dadu
rovnic* trojúhelník* pravděpodobnost čísl* kruh*
สมการ สามเหลี่ยม ความน่าจะเป็น จำนวนเต็ม พื้นที่ معادله احتمال مثلث عدد_اول
arithmetic_progression geometric_progression geometric_series taylor maclaurin fixed_point supremum infimum cauchy lipschitz compact countable
uncountable cardinality bijective injective surjective
abelian cyclic_group ring_of ideal_of galois lagrange_multiplier partial_derivative hessian concave convex critical_point inflection asymptote
antiderivative riemann contour_integral residue_at
complex_number complex_numbers imaginary_part modulus conjugate orthogonal projection_of basis_of dimension_of null_space kernel_of rank_of trace_of
eigenvector eigenvectors diagonalize invertible
cross_product dot_product scalar parallelogram trapezoid rhombus isosceles equilateral right_triangle circumcircle incircle inscribed tangent_line
chord sector arc_length slope y-intercept intercept
parabola hyperbola ellipse vertex_of directrix binomial multinomial pascal stirling catalan fibonacci pigeonhole inclusion-exclusion
generating_function recurrence recurrence_relation gcd lcm euclidean_algorithm
congruence mod_p mod_n primitive_root totient perfect_square perfect_cube digits_of base_10 decimal_expansion irrational_number numerator denominator
mixed_number exponent exponents square_root cube_root
sample_mean sample_size p-value pvalue t-test chi-square chi-squared anova null_hypothesis confidence_interval standard_error z-score regression_line
correlation_coefficient normal_distribution poisson exponential_distribution
uniform_distribution cdf pdf_of joint_distribution conditional_probability posterior prior_probability likelihood markov_chain random_walk martingale
stationary_distribution median quartile percentile outlier
odds expected_payoff nash_equilibrium payoff payoffs utility_function velocity acceleration momentum kinetic_energy potential_energy friction newton
newtons joule joules watt watts voltage resistor resistors ohm ohms capacitor
current_through frequency wavelength refractive lens_with focal pendulum projectile torque angular density buoyancy pressure_at pascal_law molar
molarity moles stoichiometry half-life isotope enthalpy equilibrium_constant ph_of titration
truth_table tautology contrapositive converse quantifier predicate_logic first-order_logic propositional modus_ponens modus_tollens set_theory subset
union_of intersection_of complement_of power_set venn euler_path hamiltonian adjacency_matrix
chromatic planar spanning_tree bipartite knapsack minimax zero-sum annuity compound_interest simple_interest mortgage amortization present_value npv
irr break-even marginal_cost
kreuzprodukt skalarprodukt vektor vektoren fläche volumen kantenlänge seitenlänge nullstellen extrempunkt extrempunkte wendepunkt steigung tangente
gerade_durch parabel varianz erwartungswert normalverteilung hypothesentest bruchteil prozentsatz dreisatz kathete seitenhalbierende kugel zylinder
kegel prisma quader teilbarkeit primzahlen summe_der differenz_der produkt_zweier lineare_abbildung basis_des kern_der eigenwert* induktion
volume rayon diamètre droite_passant pente vecteur vecteurs produit_scalaire déterminant espérance loi_normale loi_binomiale urne tirage dérivable
continue_sur croissante décroissante majorée minorée récurrence équation_différentielle somme_des arithmétique géométrique hypoténuse entier_naturel
entiers_naturels
radio_de diámetro pendiente recta_que vectores producto_escalar varianza esperanza_matemática distribución_normal combinaciones permutaciones
progresión aritmética geométrica hipotenusa número_entero números_enteros raíces ecuación_diferencial
raio_de diâmetro reta_que vetor vetores produto_escalar variância valor_esperado distribuição_normal combinações permutações progressão número_inteiro
raggio diametro retta_che vettore vettori valore_atteso combinazioni permutazioni progressione ipotenusa numero_intero numeri_dispari numeri_pari
oppervlakte omtrek straal breuk breuken verhouding helling kansrekening omkrets radie bråk procent_av medelvärde vinkel triangeln ekvation primtal
sannolikhet
promień średnic* prost* nachyleni* styczn* wektor* wariancj* wartość_oczekiwan* kombinacj* permutacj* ciąg_arytm* ciąg_geom* trójkąta stosunek
naturaln* podzieln* objętość poloměr průměr_kružnic zlomek zlomk* obsah_troj obvod kombinac*
радиус* диаметр* прямая_проход касательн* вектор* дисперси* математическое_ожидание матожидани* сочетани* перестановк* прогресси* гипотенуз* катет*
целых_чисел натуральн* чётн* нечётн* четн* дробь дроби куб кубов объём* объем_ скалярн* ряд_сходится lim предел_последовательности
радіус* діаметр* дотичн* вектор_ прогресі* дроб* об'єм площ* добуток сума_чисел ділиться подільн*
直径 体积 斜率 切线 向量 方差 期望 正态分布 泊松 组合数 排列 排列组合 斜边 直角 有理数 无理数 奇数 偶数 公约数 公倍数 分数 小数 级数 收敛 连续函数 可导 极值 最大值 最小值 区间 子集 集合 充要条件 命题 逆否 平行四边形 梯形 圆柱 圆锥 球体 浓度 比例 交点 坐标
抛物线 椭圆 双曲线 複素数 微分方程 特征值 线性变换 秩 数学归纳 加速度 动量 电阻 电压 摩擦力 摩尔
体積 傾き 接線 ベクトル 分散 期待値 正規分布 組み合わせ 順列 斜辺 無理数 公約数 級数 収束 連続関数 極値 最大値 最小値 命題 対偶 平行四辺形 台形 円柱 円錐 濃度 比率 座標 放物線 帰納法 抵抗 電圧 底辺 数字の和 直線
직경 부피 기울기 접선 벡터 분산 기댓값 정규분포 조합 순열 빗변 직각 유리수 무리수 홀수 짝수 공약수 공배수 분수 급수 수렴 연속 극값 최댓값 최솟값 집합 명제 대우 평행사변형 사다리꼴 원기둥 원뿔 농도 비율 교점 좌표 포물선 귀납법 가속도 저항 합이 곱이 연속하는
نصف_قطر قطر حجم ميل مماس متجه تباين التوقع توزيع توافيق تباديل متتالية وتر عدد_صحيح عدد_زوجي عدد_فردي كسر نسبة مساحة_مثلث أضلاع أضلاعه ضلع مربع مستطيل
دائرة_نصف الجذر_التربيعي زاوية_قائمة معدل
شعاع شیب بردار واریانس دنباله عدد_صحیح کسر نسبت مساحت محیط_ مستطیل دایره ریشه زاویه برابر عددی
त्रिज्या व्यास आयतन ढाल सदिश प्रसरण संचय क्रमचय श्रेणी कर्ण पूर्णांक सम_संख्या विषम भिन्न अनुपात वर्ग_का आयत त्रिभुज_का लाभ हानि क्रय_मूल्य विक्रय
ब्याज मूलधन
yarıçap çap hacim eğim teğet vektör varyans beklenen_değer kombinasyon permütasyon dizi_aritmetik hipotenüs tam_sayı çift_sayı tek_sayı kesir oran
fonksiyonunun fonksiyonu_için en_küçük_değer en_büyük_değer kenar* dikdörtgen kare_nin
bán_kính đường_kính thể_tích hệ_số tiếp_tuyến vectơ phương_sai kỳ_vọng tổ_hợp chỉnh_hợp cấp_số cạnh_huyền số_chẵn số_lẻ phân_số tỉ_số hàm_số
nghiệm_của hình_chữ hình_vuông chia_hết quãng_đường
jari-jari gradien garis varians kombinasi permutasi barisan deret sisi_miring bilangan_bulat pecahan rasio persegi_panjang
รัศมี ปริมาตร ความชัน เวกเตอร์ เศษส่วน อัตราส่วน กำไร ต้นทุน ร้อยละ จำนวนเฉพาะ พหุนาม อนุพันธ์ ปริพันธ์ มุม`,
  mathAsk: `calculate compute solve prove evaluate simplify how_many how_much what_is_the_value find_the_value determine derive show_that find_all
step_by_step minimum maximum approximate round_to integrate differentiate factorise factorize
berechne berechnen löse wie_viele wie_viel wieviel wieviele beweise bestimme zeige_dass ermittle vereinfache rechne
calcule calculer calculez résous résoudre résolvez combien démontre démontrer démontrez montrer_que détermine déterminer simplifie
calcula calcular resuelve resolver cuántos cuántas cuánto cuánta demuestra demostrar determina halla hallar encuentra_el simplifica
calcule calcular resolva resolver quantos quantas quanto quanta prove demonstre determine ache_o simplifique
calcola calcolare risolvi risolvere quanti quante quanto quanta dimostra determina trova_il semplifica
bereken los_op hoeveel bewijs
oblicz rozwiąż ile udowodnij wyznacz wykaż policz uprość
вычисл* решите реши решить сколько докажи* найдите найти определите упрост* посчитай* рассчит* обчисл* розв* скільки
计算 求解 求证 求出 多少 几个 解方程 几种 几天 几只 等于 化简 已知 求 設 計算 幾個
計算 求めよ 求めて 求めなさい 解いて 解け いくつ いくら 何人 何個 何通り 証明せよ 何時間
계산 구하 풀어 몇 얼마 증명하 구해
احسب أوجد حل_المعادلة كم أثبت جد_قيمة بسط اوجد
गणना हल ज्ञात कितने कितना कितनी सिद्ध सरल
hesapla* çöz çözün kaç kaçtır ispatla* bulun bulunuz göster* sadeleştir*
tính giải bao_nhiêu chứng_minh tìm_giá rút_gọn
hitung hitunglah selesaikan berapa buktikan tentukan
vypočítej vyřeš kolik beräkna lös hur_många
คำนวณ เท่าไร กี่ محاسبه چند حل_کن
what's_the_probability what_is_the_probability what_are_the_odds how_likely how_fast how_far how_tall how_old how_long_does how_long_will
how_long_would how_many_ways in_how_many number_of_ways smallest largest least greatest show_your_work
show_work work_out worked_solution prove_or disprove counterexample if_and_only_if suppose assume let_f let_g let_a let_x let_n given_that verify_that
evaluate_the compute_the what_percent percent_of percentage_of rounded nearest
which_is_bigger which_is_larger which_is_cheaper break_even fair_share split_the per_person in_total all_together how_much_does how_much_will
how_much_money convert estimate the_estimate check_my_solution
ausrechnen rechnung wie_lange_braucht wie_groß wie_hoch wie_weit wie_alt wie_schnell beweis_dass zeigen_sie gegeben_sind gegeben_ist sei gesucht
lösungsweg rechenweg
quelle_est_la_probabilité combien_de combien_y en_combien montrer démontre_que prouve prouver soit déterminer_la quel_âge quelle_distance
à_quelle_vitesse justifier
cuál_es_la_probabilidad qué_edad cuánto_tiempo a_qué_velocidad demostrar_que sea halla_el calcula_el resuelve_la quántos qual_a_probabilidade
quanto_tempo que_idade seja calcule_o prove_que mostre_que
qual_è_la_probabilità quanti_anni a_che_velocità dimostra_che sia dato
wat_is_de_kans hoe_lang_duurt hoe_oud bereken_de hur_lång hur_mycket beräkna_
jakie_jest_prawdopodobieństwo ile_lat ile_jest oblicz_ udowodnij_że wykaż_że niech jaká_je_pravděpodobnost kolik_ kolika dokaž vypočti
какова_вероятность найдите_все докажите_что пусть решите_уравнение через_сколько во_сколько на_сколько чему_равн* с_какой_скоростью сколько_лет
сколькими_способами помогите_решить яка_ймовірність чому_дорівнює доведи доведіть знайдіть скільки_
设函数 证明 的概率 概率是 多少岁 多少种 多少千米 几分之几 试求 推导 解答过程 验证 是多少 有几 最少 最多 至少 分别是
求めてください 証明しなさい とする いくらになり 何分 何円 何通りあり 何個ですか いくつですか 確率は
구하시오 구하고 증명하시오 몇_개 몇_살 몇_시간 몇_가지 얼마나_걸 확률은 풀이_과정 라_하자 얼마가
أثبت_أن ما_احتمال ما_هو_احتمال كم_عدد كم_عمر أوجد_قيمة احسبي كم_يبقى چقدر چند_نفر ثابت_کن ثابت_کنید را_بیابید به_دست
सिद्ध_करें की_प्रायिकता ज्ञात_कीजिए कितने_होंगे kitne kitna kitni nikalo
kaç_yaşında kaç_tane kaç_kişi olasılığı_kaç ispatlayın kaç_olur kaçta tính_xác_suất chứng_minh_rằng bao_lâu mấy hỏi_có tìm_số berapa_banyak
berapa_lama berapa_umur buktikan_bahwa tentukan_nilai
จงหา จงพิสูจน์ กี่คน กี่วัน เท่าไหร่`,
  quantity: `two three four five six seven eight nine ten twelve twenty hundred thousand third quarter thrice dozen zwei drei vier fünf sechs zehn deux trois quatre cinq dix dos tres cuatro cinco diez dois três quatro dez due tre quattro cinque dieci twee drie dwa trzy cztery pięć два две три четыре пять десять iki üç dört beş hai ba bốn năm mười ثلاثة أربعة خمسة عشرة तीन चार पाँच दस
each total remaining average twice half percent percentage % years_old miles km hours_later minutes speed price cost costs dollars cents
euros apples oranges marbles left altogether per_hour per_day ratio discount interest profit more_than less_than sum_of difference product_of age
liters kg meters meter cm mph kmh weighs weight distance
jeweils insgesamt übrig durchschnitt doppelt hälfte prozent jahre_alt stunden minuten geschwindigkeit kostet preis euro äpfel rabatt zinsen
chacun total reste moyenne double moitié pourcent heures vitesse coûte prix pommes réduction ans
cada_uno quedan promedio doble mitad por_ciento horas velocidad cuesta precio manzanas descuento años euros pesos
cada_um restam média dobro metade por_cento velocidade custa preço maçãs desconto anos reais
ciascuno totale rimangono media doppio metà percento ore velocità costa prezzo mele sconto anni
każdy razem zostało średni* dwa_razy połow* procent godzin* prędkość kosztuje cena jabłk* lat zniżk* złotych
каждый всего осталось средн* вдвое половин* процент* час* скорост* стоит цена яблок* лет скидк* рублей км
每个 一共 剩下 平均 两倍 一半 百分 小时 速度 价格 苹果 岁 元 公里 千米 打折 利率 共有
それぞれ 合計 残り 平均 二倍 2倍 半分 パーセント 時間 速さ 速度 値段 りんご 歳 円 割引 時速
각각 모두 남은 평균 두배 절반 퍼센트 시간 속력 속도 가격 사과 살 원 할인 시속
كل_منهم مجموع بقي متوسط ضعف نصف بالمئة ساعة ساعات سرعة سعر ثمن تفاحة عمر خصم ريال كم
प्रत्येक कुल शेष औसत दुगुना दोगुना आधा प्रतिशत घंटे घंटा गति कीमत सेब वर्ष छूट रुपये किमी
toplam kalan ortalama katı yarısı yüzde saat saatte hız* fiyat* elma yaşında indirim lira
mỗi tổng còn_lại trung_bình gấp_đôi một_nửa phần_trăm giờ vận_tốc giá quả_táo tuổi giảm_giá đồng
setiap jumlah sisa rata-rata dua_kali setengah persen jam kecepatan harga apel umur diskon rupiah
thirteen fourteen fifteen sixteen thirty forty fifty sixty seventy eighty ninety million half_as twice_as three_times four_times times_as as_many_as
as_much_as fewer cheaper share_equally equally split leftover left_over remains spends
spent earns earned saves saved pays paid owes owed salary wage budget rent loan deposit invest invested revenue margin sold sells bought buys gallon
gallons pounds ounces inches feet yards acres litres litre gram grams km/h m/s °c
older younger years_older hours_per minutes_per days_per weeks_per a_dozen pair_of heads tails tosses flips rolls draws dealt shuffled ticket tickets
coins marble balls bag_contains box_contains jar_contains
fährt gefahren legt_zurück kilogramm zentimeter stunden_lang mal_so verteilt gewinn verlust rabatte steuer netto brutto miete sparen anteil
gleichmäßig münzen kugeln
roule parcourt kilos mètres bénéfice perte réparti partager pièces boules gagne dépense loyer taux
recorre litros metros ganancia pérdida repartir monedas bolas gana gasta alquiler tasa caballos
percorre quilos lucro prejuízo dividir moedas ganha aluguel taxa
chili litri metri guadagno perdita dividere monete palline guadagna spende tasso investe
reist liter winst verlies verdelen munten knikkers betaalt tjänar betalar dubbelt hälften vinst förlust
jedzie przejechał zysk strata podzielić monet kul zarabia płaci czynsz razy_więcej třikrát dvakrát zisk
проехал проходит прибыль убыток поделить монет* шар* зарабатывает платит аренда кредит* вклад* процентов раз_больше раза_больше литров* килограмм*
метров смешали раствор* бассейн*
проїхав швидкіст* прибуток порівну монет_ літр* кілограм*
平均速度 利润 成本 亏损 本金 存款 付款 硬币 球 袋子 水池 工程 相遇 追上 往返 每天 每分钟 每千克 米 千克 升 倍 之和 之差 共 头 只脚 箱 年龄
利益 原価 損失 元金 玉 硬貨 袋 水槽 往復 毎分 毎時 ずつ 余りは 個 本 枚
이익 원가 손해 이자 원금 동전 공 주머니 물탱크 왕복 매분 배 씩 개씩 소금물
ربح خسارة تكلفة فائدة رأس_المال قطعة_نقدية كرة كيس خزان ضعفه أضعاف كيلو لتر متر سود زیان قیمت_خرید سرمایه سکه توپ کیسه لیتر کیلو برابر
गुना दुगुनी हिस्सा बराबर सिक्का गेंद थैला टंकी लीटर मीटर किलो रुपये_में प्रतिशत_लाभ
kâr zarar maliyet faiz anapara madeni_para top torba havuz metre kat_daha ayak baş katıdır
lãi lỗ chi_phí tiền_gốc đồng_xu viên_bi bể_nước lít mét gấp_ba xe_đạp untung rugi modal koin bola kantong kran
กำไรร้อยละ ราคาทุน เหรียญ ลูกบอล ลิตร เมตร กิโล`,
  puzzle: `puzzle riddle riddles deduce logically logic clue clues knight knave knaves liar truth-teller houses in_a_row next_to sits seating river_crossing
weighing balance_scale prisoners hats boxes_labeled who_is_lying true_or_false valid_conclusion syllogism premise premises conclusion therefore
entails contradiction sudoku crossword next_number pattern next_in_the if_and_only all_of_the none_of_the schedule_such constraints tournament
rätsel logik logisch lügner wahrheit häuser schlussfolgerung prämisse aussage waage gefangene brunnen
énigme logique menteur vérité maisons conclusion prémisse balance prisonniers chapeaux
acertijo lógica mentiroso verdad casas conclusión premisa balanza prisioneros sombreros
enigma lógico mentiroso verdade casas conclusão charada
enigma indovinello logica bugiardo verità conclusione
zagadk* logik* kłamc* prawd* wnios*
загадк* логик* логическ* лжец рыцар* правду дома вывод посылк* весы заключённ* головоломк*
逻辑 谜题 谜语 推理 说谎 真话 假话 称重 囚犯 帽子 规律 結論 脑筋急转弯 下一个数
論理 なぞなぞ パズル 推理 嘘つき 正直 天秤 囚人 帽子 規則 次の数
논리 수수께끼 퍼즐 추론 거짓말 진실 저울 죄수 모자 규칙
لغز منطق منطقي كاذب يكذب صادق استنتاج ميزان سجناء
पहेली तर्क झूठ सच निष्कर्ष कैदी
bilmece mantık yalancı doğrucu sonuç terazi mahkum
câu_đố logic nói_dối nói_thật suy_luận kết_luận cân
teka-teki logika pembohong kesimpulan
taller_than shorter_than older_than younger_than faster_than to_the_left to_the_right left_of right_of opposite_to sits_between in_front behind_the
facing_north facing_south facing_east clockwise counterclockwise swaps swapped exactly_one exactly_two at_least_one at_most_one
only_one_of tells_the_truth always_lies always_tells is_lying truthful fallacy valid_argument is_it_valid sound_argument does_it_follow what_follows
can_we_conclude what_can_be_concluded must_be_true cannot_be logically_equivalent
brain_teaser brainteaser lateral_thinking guess_the_number minimum_number_of_moves winning_strategy knight_move chess_board chessboard domino dominoes
tiling weighings counterfeit hourglass jugs jug fuse ropes light_bulb switches
which_day what_day_is day_after_tomorrow leap_year next_in_line odd_one_out doesn't_belong how_is_that_possible how_is_this_possible how_come
which_one_is which_cards wason monty_hall paradox sibling_of father_of_the who_is_guilty who_did who_broke who_stole suspects alibi
links_von rechts_von gegenüber größer_als kleiner_als älter_als jünger_als sagt_die_wahrheit lügt lügen immer_die_wahrheit denksport knobelaufgabe
kopfnuss folgt_daraus schlussfolgern ist_der_schluss wer_war_es reihenfolge
à_gauche_de à_droite_de plus_grand_que plus_petit_que plus_âgé dit_la_vérité ment mentent devinette casse-tête peut-on_en_conclure que_peut-on
coupable raisonnement
a_la_izquierda a_la_derecha más_alto_que más_bajo_que mayor_que menor_que dice_la_verdad miente mienten adivinanza se_puede_concluir culpable
razonamiento
à_esquerda à_direita mais_alto_que mais_velho_que diz_a_verdade mente mentem adivinha pode-se_concluir culpado raciocínio atrás_de à_frente_de
a_sinistra a_destra più_alto_di più_vecchio_di dice_la_verità mentono rompicapo si_può_concludere colpevole
raadsel liegt liegen links_van rechts_van ouder_dan langer_dan de_waarheid volgt_hieruit gåta ljuger sanningen äldre_än längre_än till_vänster
łamigłówk* starszy_od wyższy_od na_lewo kłamie kłamią mówi_prawdę czy_można_wywniosk* hádank* lže pravdu starší_než vyšší_než
лжёт лжет лгут врёт врут говорит_правду старше_чем выше_чем слева_от справа_от напротив кто_из_них кто_виноват следует_ли что_следует умозаключени*
силлогизм* верно_ли_что блондин брюнет рыцари лжецы
бреше брешуть каже_правду хто_з_них чи_випливає
说真话 说谎话 骗子 左边 右边 对面 相邻 比…高 更高 更矮 年龄最大 顺序 谁是 谁偷 谁说 能否推出 是否成立 结论 前提 三段论 智力题 最后一个 天平 次品 渡河 切蛋糕
嘘をつ 本当のこと 左隣 右隣 隣同士 向かい 背が高い 年上 順番は 誰が 三段論法 渡る
거짓말쟁이 참말 진실을 왼쪽 오른쪽 맞은편 보다_크고 보다_작다 순서는 누가 범인 결론 전제 삼단논법 가장_큰_사람
الحقيقة على_يسار على_يمين أطول_من أكبر_من من_هو_الأكبر نستنتج دروغ راست می‌گوید بزرگ‌تر_از بلندتر_از نتیجه معما
झूठा सच_बोलता बाएं दाएं से_बड़ा से_लंबा कौन_है
yalan doğru_söylüyor solunda sağında daha_uzun daha_yaşlı çıkarılabilir bên_trái bên_phải cao_hơn lớn_tuổi_hơn bohong jujur sebelah_kiri sebelah_kanan
lebih_tinggi lebih_tua teka_teki โกหก พูดจริง ปริศนา`,
} as const;
