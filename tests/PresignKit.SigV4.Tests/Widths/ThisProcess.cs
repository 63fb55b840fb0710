using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using PresignKit.SigV4.Hashing;

namespace PresignKit.SigV4.Tests.Widths;

/// <summary>What is expected to hash in this process: what it was started for, or the best that the processor supports.</summary>
internal static class ThisProcess
{
    /// <summary>Tells a process what it was started for. The process itself must check whether that is the case.</summary>
    public const string Variable = "PRESIGNKIT_SIGV4_TEST_HASHED_BY";

    public static HashedBy HashedBy => Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } name ? Enum.Parse<HashedBy>(name) : Widest;

    /// <summary>The widest x64 vectors that this process supports, according to the runtime, not to the code under test.</summary>
    public static HashedBy WidestVectors =>
        RuntimeInformation.ProcessArchitecture != Architecture.X64 ? HashedBy.NoVectors
        : Vector512.IsHardwareAccelerated ? HashedBy.Vectors512
        : Vector256.IsHardwareAccelerated ? HashedBy.Vectors256
        : Vector128.IsHardwareAccelerated ? HashedBy.Vectors128
        : HashedBy.NoVectors;

    private static HashedBy Widest => PlatformCryptography.IsUsed ? HashedBy.Platform : WidestVectors;
}
