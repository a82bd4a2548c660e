/**
 * Common misspellings: the right word, then what people write. No wrong form is an English word or a usual
 * name, so the table alone proves the error. Also read by `training/generate/prose.py`.
 */
export const misspellings = `
accept acept
access acces
accesses acceses
accidentally accidently accidentaly
accommodate accomodate acommodate
according acording
accordingly acordingly
achieve acheive achive
achieved acheived
achievement acheivement
acquire aquire
across accross
actually actualy acutally
additional additonal aditional
additionally additionaly
address adress addres
addresses adresses
again agian
against agianst
algorithm algorithim alogrithm
allow alow
allowed alowed
allows alows
already allready alredy
although altough athough
always alwasy allways alwyas
amount ammount
and adn nad
another anohter anotehr
answer awnser anwser
answers anwsers awnsers
apologies appologies
apologize appologize
apparently apparantly aparently
appear apear
appearance appearence
appears apears
application aplication applicaiton
applied aplied
appreciate apreciate appriciate
appropriate apropriate appropiate
approximately aproximately approximatly
aren't arent
argument arguement
arguments arguements
array arrray
assume asume
asynchronous asyncronous asynchronious asynchronus
asynchronously asyncronously asynchronusly
attached attatched atached
attachment attatchment atachment
attribute atribute
attributes atributes
authenticated authentificated
authentication authenication
automatically automaticaly automaticly
available availible avaliable availabe avialable availiable
average avarage
basically basicly basicaly
beautiful beautifull beatiful
because becuase beacuse becouse becasue becaus becuse
before befor beofre
beginners begginers
beginning begining beggining
behavior behavoir
behaviour behavoiur
believe beleive belive
between betwen bewteen beetween
boolean boolen
boundary boundry
build biuld buid
business buisness bussiness
cache cahce chache
caches cahces
caching cacheing
calculate calcualte caluclate
calendar calender
called caled
cannot cannnot
careful carefull
category catagory
certain certian
certificate certificat
certificates certificats
change chnage cahnge
changed chnaged
changes chnages
character charachter caracter
characters charachters caracters
check chekc cehck
choose chooose
client cleint
colleague collegue coleague
colleagues collegues coleagues
column colum
coming comming
command comand
comment coment
commit comit
committed commited comitted
committee commitee comittee
communicate comunicate
communication comunication
comparison comparision
compatibility compatability
compatible compatable
complete compelte
completely completly completley
component componant componet
components componants componets
computer comptuer
concatenate concatinate
concurrency concurency
concurrent concurent
condition condtion
conditions condtions
configuration configuraton confguration configration
configure configre
connection conection
conscious concious
consistent consistant
consumer cosumer
contain contian
container contianer
contains contians
content conent
continue contiue
controller controler
convenience convinience
convenient convinient
correct corect
correctly corectly
corresponding coresponding
corrupted corrputed
could coud
couldn't couldnt could'nt
create craete
created craeted creatd
creating createing
current curent
currently curently currenlty
customer custumer
customers custumers
database databse
decide deside
decision desicion decison
declaration decleration
default defualt defalt deafult
defined definied
definitely definately definitly definatly defiantely
definition definiton defintion defenition
deleted delted
delimiter delimeter
delivery delivary
dependencies dependancies dependecies
dependency dependancy
deployment deployement
deprecated depricated
describe discribe
description desciption descripton discription
descriptor desciptor
design desgin
desperate desperete
despite dispite
destination destiantion
detail detial
details detials
determine determin
determined determind
develop develope
developed developped
developer develper
developers develoopers
development developement developent
didn't didnt did'nt
difference diffrence
different diffrent differnt
difficult dificult
directly directy
directory direcotry directroy
disabled disbaled
disappear dissapear disapear
disappoint dissapoint
discussion discusion
document documnet
documentation documention documentaion documantation
documents documnets
does deos
doesn't doesnt dosen't dosnt does'nt
don't dont do'nt
download dowload
duplicate dupicate
during durring
each eahc
easier easyer
easily easly easilly easely
effect efect
efficient efficent
either eiter
element elment
embarrass embarass
empty emtpy
enable enabel
encoding enconding
encountered encoutered
encrypted encypted
end edn
enough enought enuf
ensure ensrue
environment enviroment enviornment environement
environmental enviromental
environments enviroments
equivalent equivelant equivilent
error eror errror
errors erors
especially expecially especialy
essential essental
event evnet
every evrey evry
everyone everone
everything everthing
exactly exacly
exaggerate exagerate
example exmaple exampel exemple
examples exmaples
excellent excelent
except exept
exception excpetion exeption
exceptions exeptions
excluded exluded
execute excute exectue
executed excuted
execution excution
existence existance
existing exisiting
exists exsits
expected exepcted expeted
experience experiance expirience
experiment experiement
expired expried
explanation explaination explanaition
explicitly explicitely explicity
expression expresion
extension extention
extremely extremly
failed faild
failure failiure
fallback falback
familiar familar
fascinating facinating
feature feauture
features feautures
february febuary
feedback feeback
field feild
fields feilds
file fiel
filename filname
files fiels
finally finaly
first frist
folder foder floder foler
folders foders floders
following folowing follwing
foreign foriegn
format foramt
forty fourty
forward foward
found foudn
friend freind
friends freinds
from fomr
fulfill fullfill
function fucntion funtion funciton
functionality functionallity functionalty
functions fucntions funtions funcitons
further futher
generally generaly
generate genrate
generated genrated
government goverment
grammar grammer
grateful greatful
guarantee garantee guarentee
guaranteed garanteed guarenteed
guard gaurd
guidance guidence
hadn't hadnt
handle hanlde
handling handeling
happened happend
happens happnes
harass harrass
hasn't hasnt
have ahve hvae
haven't havent have'nt
height heigth hight
helpful helpfull
here's heres
hexadecimal hexidecimal
hierarchy heirarchy hierachy
how's hows
however howver hwoever
I'm Im im
I've Ive ive
identical idential
identifier identifer
identifiers identifers
identity idenity
ignore ingore
image iamge
immediately immediatly imediately immediatelly immedietly
immutable imutable
implement implment
implementation implemention implementaion
implemented implmented
implicitly implicitely
important importent improtant
improve imporve
improved imporved
improvement improvment
include inlcude
included inlcuded
including incuding
inconsistent inconsistant
inconvenience inconvinience inconveniance
incorrect incorect
indentation identation
independent independant
index indx
information infomation informaton
inherit inheret
inheritance inheritence
initial intial
initialize initalize
initialized initalized
initially intially
input inptu
inserted insterted
install instal
installation instalation
instance instace
instead insted intead
integer interger
intelligence inteligence
interesting intresting
interface inteface
intermediate intermediatte
internally internaly
interpreter interperter
interrupt interupt
introduce intorduce
invalid inavlid
invoice invioce
irrelevant irrelevent
isn't isnt is'nt
it'll itll
iterate itterate
iteration itteration
iterator itterator
its its'
key kye
knowledge knowlege
language langauge languge
lately latly
latency latancy
latest lastest
leave leeve
length lenght legnth
level levle
liaison liason
library libary librery
license lisence
likely likley
list lsit
listener listner
local locla
looking loking
maintain maintian
maintainable maintanable
maintenance maintenence maintainance
management managment
manually manualy
maximum maximun
maybe mabye
meanwhile meanwile
measure mesure
mechanism mechanisim
message mesage messsage
messages mesages
method mehtod metod
methods mehtods
migration migraiton
millennium millenium
minimum minumum
minute minuite
miscellaneous miscelaneous
missing mising
misspell mispell
modified modifed
module modul
monitoring monitering
more moer
morning mornign
multiple mutliple multple
necessarily neccessarily necessarly
necessary neccessary necesary neccesary
negative negitive
neighbor nieghbor
never nver
nothing nothign
notice notcie
noticeable noticable
notification notificaton
nowadays nowdays
number nubmer
object obejct
objects obejcts
obviously obviosly
occasion occassion ocasion
occasionally occasionaly occassionally
occur ocur occure
occurred occured ocurred occurd
occurrence occurence occurance occurrance
occurrences occurences occurances
occurring occuring
often offen
omitted ommited omited
only olny
opened openned
operation opertaion
opinion oppinion
opportunity oppurtunity oportunity opportunitiy
option opiton
optional optinal
options opitons
original orignal
originally orignally
other ohter otehr
otherwise othewise
outdated outdatet
output ouput outptu
overridden overriden
overwritten overwriten
own onw
package pacakge
parallel paralell parrallel
parameter paramter paramater
parameters paramters paramaters
parentheses parantheses parenthesises
parenthesis paranthesis
particular particuler
particularly particulary
password pasword
path paht
pattern patern
people poeple peopel pepole
performance perfomance performence
performed perfomed
perhaps perhpas
periodically periodicaly
permanent permanant
permission permision
persistence persistance
persistent persistant
piece peice
platform plaform
please plese
pointer poiner
polymorphism polymorhpism
position postion
possibility possibilty possiblity
possible posible
possibly possibley
potential potental
potentially potentialy
practice pratice
preceding preceeding
precision percision
prefer perfer
preference preferance
preferred prefered
prepare prepair
prepared prepaired
presence presense
previous previuos
previously previosly
primary primery
priority prioirty
privilege priviledge privelege
probably probaly probly propably
problem probelm proble
problems probelms
procedure proceedure
process proccess
processing proccessing
product prodcut
professional profesional proffesional
program progam
programming programing
project proejct
pronunciation pronounciation
propagate propogate
propagation propogation
properly propperly
properties propeties
property propery
protocol protocal
provide provde
provided provded
public publc
publicly publically
purpose purpouse
quality qualtiy
quarterly quaterly
query qurey
question quesiton
questions questons
quickly quikly
quite qutie
read raed
ready reday
really realy
reason reson
reasonable reasonble
receive recieve recive receve
received recieved recived receved
receiver reciever
receives recieves
receiving recieving
recognize reconize
recommend reccomend recomend
recommended reccomended recomended
recursive recursve
recursively recursivly
reference refrence referance
references refrences
referred refered
referring refering
regardless regardles
registered registred
regular reguler
relationship relashionship
release relase
releases relases
relevant relevent
religious religous
remaining remaning
remember rember remeber
remove remvoe
removed remvoed
repeat repeate
replace repalce
repository respository repositry
represent repersent
representation represenation
reproducible reproducable
request reqeust requst
requests reqeusts requsts
require requrie
required requried
requirements requirments
resolution resoultion
resolve reslove
resolved resloved
resource resourse
resources resourses
respectively respectivly
respond repsond
response reponse responce respose
responses reponses
responsibility responsability
responsible responsable responsibel
restaurant resturant
restrictions restirctions
result reslut
results reslts
retrieval retreival
retrieve retreive retrive
retrieved retreived retrived
return retrun reutrn
returned retruned
returning retruning
returns retruns reutrns
review reveiw
reviewed reveiwed
rhythm rythm
running runing
safety saftey
saturday saterday
scenario senario
scenarios scenerios
schedule schedual shedule
scheduled schedualed
schema shcema
search serach
security secruity
select selct
selected seleceted
sentence sentance
separate seperate seprate separete
separated seperated
separately seperately
separation seperation
separator seperator
sequence sequense
server servre
service serivce
session sesion
should shoud shuold
shouldn't shouldnt should'nt
shown shwon
signature signiture
significant signficant
significantly signficantly
similar similiar simular
similarly similiarly
simple simpel
simply simpy
simultaneously simultaniously
since sicne
sincerely sincerly
skillful skillfull
software sofware softwear
some soem
something somthing somehting
sometimes sometims somtimes
somewhere somwhere
source souce
special speical
specific specfic spesific
specifically specificly specificaly
specified specifed specifyed
specify specifiy
standard standart
start strat
started startd
statement statment
still stil
storage stroage
strategy stratagy
strength strenght
string stirng
strings stirngs
structure strucutre
studied studyed
submitted submited
subsequent subsequant
substitute subsitute
success sucess succes
successful succesful sucessful successfull
successfully succesfully sucessfully
successor sucessor
such scuh
suddenly suddently
sufficient sufficent
suggestion sugestion
suggestions sugestions
suitable suiteable
summary sumary
supersede supercede
support suport
supported suported
supposed suposed
sure shure
surprise suprise surprize
surprised suprised
surrounding surounding
synchronization syncronization
synchronize syncronize
synchronous syncronous
syntax sytnax
system sytem ssytem
target taget
technique tecnique
technology tecnology technolgy
temperature temperture
template tempalte
temporary temporay
terminal termianl
tests tsets
than htan
that taht
that'll thatll
that's thats
the teh hte
their thier theri
themselves themselfs
then hten
there's theres
therefore therfore
these theese
they thye
they'll theyll
they're theyre
they've theyve
third thrid
this tihs thsi
thought thougth
thread thraed
threads thraeds
threshold threshhold
through throuhg throught
throughput troughput
time tiem
timeout tiemout
together togehter
tomorrow tommorow tommorrow tomorow tommorrrow
tongue tounge
total toatl
transaction transation
transactions transations
transferred transfered
transferring transfering
translation transaltion
transparent transparant
tries trys
trigger triger
triggered trigered
truly truely
tutorial tutorail
twelfth twelth
type tpye
typical typcial
typically typicaly
unexpected unexpeced
unfortunately unfortunatly unfortunatelly unfortunetly
unique uniqe
unknown unkown
unless unles
unnecessary unneccessary unecessary
until untill
update udpate upadte
updated udpated
usage useage
useful usefull
useless uselss
user uesr
using useing
usually usualy usally
utility utilty
vacuum vaccum
valid vaild
validate vaildate
validation vaildation
valuable valueable
value vlaue
values vlaues
variable varaible varible vairable
variables varaibles varibles vairables
various varios
verified verfied
verify verfiy
version verison
very vrey
view veiw
visible visable
vulnerable vunerable
wasn't wasnt was'nt
we're wer'e
we've weve
wednesday wendesday wensday
weird wierd
welcome welcom
were weer
weren't werent
what waht
what's whats
when wehn
where wehre
where's wheres
wherever whereever
whether wheter
which whcih wich whitch
while whiel
who've whove
widely widley
window widnow windwo
with wiht wtih
without wihtout witout
work wrok
working wroking
world wolrd
would woudl
wouldn't wouldnt would'nt
write wirte
writer writter
writes wirtes
writing writting
written writen
wrong worng
yesterday yesturday
yield yeild
yields yeilds
you'd youd
you'll youll
you're youre
you've youve
your yoru
yourself youself yourslef
`;
