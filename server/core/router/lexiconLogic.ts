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
  quantifier: `all every each some none nobody no_one someone anyone everyone either neither both exactly only at_least at_most most few any another other_than same different same_as necessarily possible impossible possibly must cannot true false yes_or_no always never
alle jeder jede jedes jeden einige manche keiner keine niemand jemand entweder weder beide beiden genau nur mindestens höchstens dieselbe verschieden unbedingt möglich unmöglich muss wahr falsch immer nie
tous toutes chaque chacun certains aucun aucune personne_ne quelqu'un soit_ ni_ deux_d'entre exactement seulement au_moins au_plus même différent forcément possible impossible vrai faux toujours jamais
todos todas cada algunos algunas ninguno ninguna nadie alguien ni_ ambos exactamente solamente solo al_menos como_máximo mismo distinto distintos necesariamente posible imposible verdadero falso siempre nunca
todos todas cada alguns algumas nenhum nenhuma ninguém alguém ambos exatamente somente apenas pelo_menos no_máximo mesmo diferente necessariamente possível impossível verdadeiro falso sempre nunca
tutti tutte ogni ciascuno alcuni alcune nessuno qualcuno entrambi esattamente soltanto solo almeno al_massimo stesso diverso necessariamente possibile impossibile vero falso sempre mai
alle iedereen sommige geen niemand iemand beide precies alleen minstens hoogstens dezelfde verschillende mogelijk waar onwaar altijd nooit alla varje några ingen någon båda exakt endast minst högst samma olika sant falskt alltid aldrig
wszyscy wszystkie każdy niektóre niektórzy żaden nikt ktoś obaj oboje dokładnie tylko przynajmniej najwyżej ten_sam różne możliwe prawda fałsz zawsze nigdy všichni každý některé žádný nikdo někdo oba přesně pouze aspoň nejvýše možné pravda
все всех каждый каждая каждого некоторые некоторых никто никакой кто-то либо оба обе ровно только хотя_бы не_менее не_более одинаков* разные обязательно возможно невозможно верно неверно всегда никогда
всі всіх кожен кожний деякі ніхто хтось обидва рівно тільки хоча_б однаков* різні можливо неможливо завжди ніколи
所有 每个 每人 有些 某些 没有人 有人 要么 都 恰好 只有 至少 至多 相同 不同 一定 可能 不可能 必然 真 假 总是 从不 任意 存在 全部
すべて 全て 全員 各 それぞれ ある人 誰も だけ のみ ちょうど 少なくとも 多くとも 同じ 異なる 必ず 可能 不可能 真 偽 いつも 任意の
모든 모두 각각 각 어떤 아무도 누군가 정확히 오직 적어도 최대 같은 다른 반드시 가능 불가능 참 거짓 항상 임의의
كل جميع كلهم بعض لا_أحد أحدهم إما كلا بالضبط فقط على_الأقل على_الأكثر نفس مختلف ممكن مستحيل صحيح خطأ دائما أبدا همه هر بعضی هیچ‌کس هیچ کسی یا_ هردو دقیقا فقط حداقل حداکثر یکسان ممکن درست نادرست همیشه
सभी हर प्रत्येक कुछ कोई_नहीं कोई दोनों ठीक केवल सिर्फ कम_से ज्यादा_से समान अलग संभव असंभव सत्य असत्य हमेशा कभी_नहीं
bütün tüm her bazı hiçbir kimse biri ikisi tam yalnızca sadece en_az en_fazla aynı farklı mümkün imkansız doğru yanlış her_zaman asla
tất_cả mọi mỗi một_số không_ai ai_đó cả_hai đúng chỉ ít_nhất nhiều_nhất giống khác có_thể không_thể luôn semua setiap beberapa tidak_ada seseorang keduanya tepat hanya paling_sedikit paling_banyak sama berbeda mungkin mustahil benar salah selalu ทุก ทั้งหมด บาง ไม่มีใคร ทั้งสอง เท่านั้น อย่างน้อย เหมือน ต่าง จริง เท็จ`,
  conditional: `if then suppose supposing assume assuming given unless otherwise whenever whoever whichever therefore hence thus implies imply follows conclude conclusion premise reason reasoning deduce infer explain_why justify because contradiction statement statements claim claims argument_is condition_that
wenn dann angenommen gegeben sofern sonst immer_wenn daher also folglich folgt schließen aussage aussagen begründe begründung denn widerspruch behauptung
si_ alors supposons étant_donné sinon donc conclure conclusion énoncé affirmation affirmations justifie justifiez parce_que contradiction
si_ entonces supongamos supón dado_que luego concluir conclusión afirmación afirmaciones justifica porque contradicción por_tanto
se_ então suponha dado_que portanto logo_ concluir afirmação afirmações justifique porque contradição
se_ allora supponiamo supponi dato_che quindi dunque concludere affermazione affermazioni giustifica perché contraddizione
als_ dan stel gegeven dus daarom concluderen bewering uitspraak omdat om_ så anta givet därför slutsats påstående eftersom
jeśli jeżeli wtedy załóżmy zatem więc wniosek stwierdzenie stwierdzenia uzasadnij ponieważ sprzeczność jestliže pokud pak předpokládejme tedy závěr tvrzení zdůvodni protože
если то_ предположим допустим пусть тогда следовательно значит поэтому вывод утверждение утверждения обоснуй обоснуйте потому противоречи* известно_что якщо тоді припустимо отже висновок твердженн* обґрунт* тому_що
如果 假设 假如 若 那么 则 因此 所以 结论 推出 说法 命题 陈述 理由 说明理由 矛盾 除非 已知
もし ならば 仮定 とき したがって よって 結論 主張 命題 理由 矛盾 場合
만약 이면 라면 가정 따라서 그러므로 결론 주장 명제 이유 모순 경우
إذا فإن افترض لنفرض إذن لذلك استنتج عبارة عبارات برر لأن تناقض اگر آنگاه فرض پس بنابراین نتیجه گزاره چون تناقض
अगर यदि तो_ मान_लो मान_लीजिए इसलिए अतः निष्कर्ष कथन कारण क्योंकि विरोधाभास
eğer ise varsayalım öyleyse dolayısıyla sonuç ifade önerme gerekçe çünkü çelişki nếu thì giả_sử do_đó vậy kết_luận phát_biểu lý_do vì_ mâu_thuẫn jika maka misalkan andaikan jadi kesimpulan pernyataan alasan karena ถ้า แล้ว สมมติ ดังนั้น สรุป เหตุผล เพราะ`,
  kinship: `father mother son sons daughter daughters brother brothers sister sisters uncle aunt cousin nephew niece grandfather grandmother grandson grandparent husband wife parent parents child children sibling siblings twins twin in-law friend friends
vater mutter sohn söhne tochter töchter bruder brüder schwester schwestern onkel tante neffe nichte großvater großmutter ehemann ehefrau eltern kind kinder geschwister zwillinge freunde
père mère fils fille filles frère frères sœur sœurs oncle tante cousin neveu nièce grand-père grand-mère mari femme parents enfant enfants jumeaux amis
padre madre hijo hijos hija hijas hermano hermanos hermana hermanas tío tía primo sobrino abuelo abuela esposo esposa padres niño niños gemelos amigos
pai mãe filho filhos filha filhas irmão irmãos irmã irmãs tio tia primo sobrinho avô avó marido esposa pais criança crianças gêmeos amigos
padre madre figlio figli figlia figlie fratello fratelli sorella sorelle zio zia cugino nipote nonno nonna marito moglie genitori bambino bambini gemelli amici
vader moeder zoon dochter broer zus oom tante neef opa man_ vrouw ouders kind kinderen far mor son dotter bror syster farbror moster föräldrar barn
ojciec matka syn synowie córka córki brat bracia siostra siostry wujek ciocia dziadek babcia mąż żona rodzice dziecko dzieci otec matka syn dcera bratr sestra strýc teta dědeček babička rodiče děti
отец мать сын сыновья сына дочь дочери брат братья братьев сестра сестры дядя тётя дедушка бабушка муж жена родители ребёнок дети детей близнецы друзья друга батько мати син дочка брат сестра дядько тітка дідусь бабуся чоловік дружина батьки діти
父亲 母亲 爸爸 妈妈 儿子 女儿 哥哥 弟弟 姐姐 妹妹 叔叔 阿姨 爷爷 奶奶 丈夫 妻子 父母 孩子 兄弟 姐妹 双胞胎 朋友 小明 小红
父 母 息子 娘 兄 弟 姉 妹 叔父 叔母 祖父 祖母 夫 妻 両親 子供 兄弟 姉妹 双子 友達 太郎 花子
아버지 어머니 아들 딸 형 오빠 누나 언니 동생 삼촌 이모 할아버지 할머니 남편 아내 부모 아이 형제 자매 쌍둥이 친구 철수 영희
أب أم ابن بنت أخ أخت عم خال جد جدة زوج زوجة والدين طفل أطفال إخوة أصدقاء أحمد محمد علي پدر مادر پسر دختر برادر خواهر عمو عمه پدربزرگ مادربزرگ شوهر زن فرزند بچه دوستان
पिता माता बेटा बेटी पुत्र पुत्री भाई बहन चाचा चाची दादा दादी पति पत्नी बच्चे मित्र राम श्याम मोहन सीता
baba anne oğul oğlu kızı kardeş abla abi amca teyze dede nine koca karı çocuk çocuklar arkadaş ali ayşe bố mẹ con_trai con_gái anh chị em chú cô ông bà chồng vợ bạn an bình ayah ibu anak adik kakak paman bibi kakek nenek suami istri teman andi budi พ่อ แม่ ลูกชาย ลูกสาว พี่ น้อง ลุง ป้า ปู่ ย่า สามี ภรรยา เพื่อน`,
  position: `monday tuesday wednesday thursday friday saturday sunday yesterday today tomorrow north south east west left right above below front behind between before after first second third last next previous order ordered arrange arranged arrangement row circle corner opposite adjacent facing position seat oldest youngest tallest shortest heaviest lightest fastest slowest largest smallest earlier later
montag dienstag mittwoch donnerstag freitag samstag sonntag gestern heute morgen norden süden osten westen links rechts über unter vor hinter zwischen erste zweite dritte letzte nächste reihe kreis ecke reihenfolge sitzt älteste jüngste größte kleinste
lundi mardi mercredi jeudi vendredi samedi dimanche hier aujourd'hui demain nord sud est_ ouest gauche droite devant derrière entre avant après premier première deuxième dernier dernière suivant ordre rangée assis plus_âgé plus_jeune
lunes martes miércoles jueves viernes sábado domingo ayer hoy mañana norte sur oeste izquierda derecha delante detrás entre antes después primero primera segundo último última siguiente orden fila sentado mayor menor
segunda-feira terça quarta quinta sexta sábado domingo ontem hoje amanhã norte sul leste oeste esquerda direita frente atrás entre antes depois primeiro primeira segundo último próxima ordem fila sentado mais_velho mais_novo
lunedì martedì mercoledì giovedì venerdì sabato domenica ieri oggi domani nord sud ovest sinistra destra davanti dietro prima dopo primo secondo ultimo prossimo ordine fila seduto più_vecchio più_giovane
maandag dinsdag woensdag donderdag vrijdag zaterdag zondag gisteren vandaag noord zuid oost west links rechts voor achter tussen eerste laatste volgorde måndag tisdag onsdag torsdag fredag lördag söndag igår idag norr söder öster väster vänster höger framför bakom mellan första sista ordning
poniedziałek wtorek środa czwartek piątek sobota niedziela wczoraj dzisiaj jutro północ południe wschód zachód lewo prawo przed za_ między pierwszy ostatni kolejność najstarszy najmłodszy pondělí úterý středa čtvrtek pátek sobota neděle včera dnes zítra sever jih vlevo vpravo před mezi první poslední pořadí nejstarší
понедельник вторник сред* четверг пятниц* суббот* воскресень* вчера сегодня завтра север юг восток запад слева справа перед за_ между первый первая второй последний следующ* порядк* ряд_ круг* напротив старший младший самый понеділок вівторок середа четвер п'ятниця субота неділя вчора сьогодні завтра північ південь схід захід ліворуч праворуч між перший останній порядок найстарший
星期一 星期二 星期三 星期四 星期五 星期六 星期日 周一 周五 昨天 今天 明天 后天 前天 北 南 东 西 左 右 上面 下面 前面 后面 中间 之前 之后 第一 第二 最后 下一个 顺序 排成 围成 对面 相邻 最大 最小 最高 最矮
月曜 火曜 水曜 木曜 金曜 土曜 日曜 昨日 今日 明日 明後日 北 南 東 西 左 右 上 下 前 後ろ 間 最初 二番目 最後 次 順番 並ぶ 円卓 向かい 隣 最も
월요일 화요일 수요일 목요일 금요일 토요일 일요일 어제 오늘 내일 모레 북쪽 남쪽 동쪽 서쪽 왼쪽 오른쪽 위 아래 앞 뒤 사이 첫번째 마지막 다음 순서 원탁 맞은편 옆 가장
الاثنين الثلاثاء الأربعاء الخميس الجمعة السبت الأحد أمس اليوم غدا شمال جنوب شرق غرب يسار يمين أمام خلف بين قبل بعد الأول الثاني الأخير التالي ترتيب دائرة الأكبر الأصغر دوشنبه سه‌شنبه چهارشنبه پنجشنبه جمعه شنبه یکشنبه دیروز امروز فردا شمال جنوب چپ راست جلو پشت بین قبل بعد اول آخر ترتیب بزرگ‌ترین
सोमवार मंगलवार बुधवार गुरुवार शुक्रवार शनिवार रविवार कल आज परसों उत्तर दक्षिण पूर्व पश्चिम बाएं दाएं आगे पीछे बीच पहले बाद पहला दूसरा अंतिम क्रम सबसे
pazartesi salı çarşamba perşembe cuma cumartesi pazar dün bugün yarın kuzey güney doğu batı sol sağ ön arka arasında önce sonra birinci ikinci son sıra en_büyük en_küçük thứ_hai thứ_ba thứ_tư chủ_nhật hôm_qua hôm_nay ngày_mai bắc nam đông tây trái phải trước sau giữa đầu_tiên cuối_cùng thứ_tự senin selasa rabu kamis jumat sabtu minggu kemarin hari_ini besok utara selatan timur barat kiri kanan depan belakang antara pertama terakhir urutan วันจันทร์ วันอังคาร วันพุธ วันศุกร์ เมื่อวาน วันนี้ พรุ่งนี้ ซ้าย ขวา เหนือ ใต้ หน้า หลัง ระหว่าง แรก สุดท้าย ลำดับ`,
} as const;
