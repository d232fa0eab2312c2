/** Programs and servers that are not ours and that tests compare with; absent ones are reported. */
package io.github.ecsprofile.peers;
