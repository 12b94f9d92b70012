/** What the name of the file ends with that holds the number of a program's process, beside the folder of its temporary files. */
export const PID = '.pid';
