/* A program that makes a Java within itself: the words of VM_WORDS are what it tells the VM, its own are none of the VM's. */
#include <jni.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int main(void) {
    JavaVMOption options[16];
    JavaVMInitArgs told = {JNI_VERSION_1_8, 0, options, JNI_FALSE};
    JavaVM *vm;
    JNIEnv *jni;
    char *words = getenv("VM_WORDS");
    char *word = words == NULL ? NULL : strtok(words, " ");
    for (; word != NULL && told.nOptions < 16; word = strtok(NULL, " ")) {
        options[told.nOptions++].optionString = word;
    }
    if (JNI_CreateJavaVM(&vm, (void **)&jni, &told) != JNI_OK) {
        return 1;
    }
    jclass waits = (*jni)->FindClass(jni, "Waits");
    jmethodID run = waits == NULL ? NULL : (*jni)->GetStaticMethodID(jni, waits, "main", "([Ljava/lang/String;)V");
    if (run == NULL) {
        return 2;
    }
    (*jni)->CallStaticVoidMethod(jni, waits, run, NULL);
    return 0;
}
