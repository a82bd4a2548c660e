import { readFileSync, writeFileSync, readdirSync } from 'node:fs';
import { proseCorrections } from '../../server/verify/prose/corrections.ts';
import { inlineMasks } from '../../server/verify/prose/masks.ts';
const dir='/tmp/eidolon-train/corpus/prose/';
const per=Number(process.argv[2]??150); const seed=Number(process.argv[3]??7);
let x=seed; const rnd=()=>{x=(x*1103515245+12345)&0x7fffffff;return x/0x7fffffff};
const sig=new AbortController().signal; let n=0,t=0; let out='';
for(const f of readdirSync(dir)){
 const L=readFileSync(dir+f,'utf8').trim().split('\n'); let touched=0;
 const k=Math.min(per,L.length);
 for(let i=0;i<k;i++){const s=L[Math.floor(rnd()*L.length)]!; n++;
  const r=await proseCorrections({text:s,masked:inlineMasks(s),form:{kind:'text',capital:true,stop:false}},sig);
  const hit=r.corrections.filter(c=>c.prior>=0.8);
  if(hit.length){touched++;t++;out+=f+' | '+s+'\n'+hit.map(c=>'      '+c.by+' '+c.kind+' '+c.prior.toFixed(2)+' '+JSON.stringify(s.slice(c.range.start,c.range.end))+' → '+c.replacements[0]).join('\n')+'\n';}
 }
 out+=`=== ${f} ${touched}/${k}\n`;
}
out+=`TOTAL ${t}/${n}\n`;writeFileSync('/tmp/fpcorp.txt',out);
process.exit(0)
