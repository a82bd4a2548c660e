/** Chat templates (Jinja) that frame messages as the families' own templates do, tools and dates left out. */
export const chatTemplates = {
  llama:
    '{{ bos_token }}{% for message in messages %}' +
    "{{ '<|start_header_id|>' + message['role'] + '<|end_header_id|>\\n\\n' + message['content'] | trim + '<|eot_id|>' }}" +
    '{% endfor %}' +
    "{% if add_generation_prompt %}{{ '<|start_header_id|>assistant<|end_header_id|>\\n\\n' }}{% endif %}",
  chatMl:
    '{% for message in messages %}' +
    "{{ '<|im_start|>' + message['role'] + '\\n' + message['content'] + '<|im_end|>\\n' }}" +
    '{% endfor %}' +
    "{% if add_generation_prompt %}{{ '<|im_start|>assistant\\n' }}{% endif %}",
  // No role for instructions: they stand before the first question.
  gemma:
    "{{ bos_token }}{% if messages[0]['role'] == 'system' %}" +
    "{% set first = messages[0]['content'] + '\\n\\n' %}{% set rest = messages[1:] %}" +
    "{% else %}{% set first = '' %}{% set rest = messages %}{% endif %}" +
    '{% for message in rest %}' +
    "{% if message['role'] == 'assistant' %}{% set role = 'model' %}{% else %}{% set role = message['role'] %}{% endif %}" +
    "{{ '<start_of_turn>' + role + '\\n' + (first if loop.first else '') + message['content'] | trim + '<end_of_turn>\\n' }}" +
    '{% endfor %}' +
    "{% if add_generation_prompt %}{{ '<start_of_turn>model\\n' }}{% endif %}",
  phi:
    '{{ bos_token }}{% for message in messages %}' +
    "{{ '<|' + message['role'] + '|>\\n' + message['content'] + '<|end|>\\n' }}" +
    '{% endfor %}' +
    "{% if add_generation_prompt %}{{ '<|assistant|>\\n' }}{% endif %}",
  // No Jinja: llama.cpp puts both texts into their places.
  rerank:
    '<|im_start|>system\nJudge whether the Document meets the requirements of the Query. The answer can only be "yes" or "no".' +
    '<|im_end|>\n<|im_start|>user\n<Query>: {query}\n<Document>: {document}<|im_end|>\n<|im_start|>assistant\n',
} as const;
