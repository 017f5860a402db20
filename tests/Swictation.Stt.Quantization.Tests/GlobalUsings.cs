global using System.Runtime.InteropServices;
global using Swictation.Stt.Quantization.Tests.Support;
