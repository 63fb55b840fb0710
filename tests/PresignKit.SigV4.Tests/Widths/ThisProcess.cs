using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using PresignKit.SigV4.Hashing;

namespace PresignKit.SigV4.Tests.Widths;

/// <summary>What this process hashes with: what it was started for, or whatever the processor has.</summary>
internal static class ThisProcess
{
    /// <summary>Tells a process what it was started for. It has to find out by itself whether it is so.</summary>
    public const string Variable = "PRESIGNKIT_SIGV4_TEST_HASHED_BY";

    public static HashedBy HashedBy => Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } name ? Enum.Parse<HashedBy>(name) : Widest;

    /// <summary>The widest vectors of x64 that this process has: by the runtime's word, not by that of the code under test.</summary>
    public static HashedBy WidestVectors =>
        RuntimeInformation.ProcessArchitecture != Architecture.X64 ? HashedBy.NoVectors
        : Vector512.IsHardwareAccelerated ? HashedBy.Vectors512
        : Vector256.IsHardwareAccelerated ? HashedBy.Vectors256
        : Vector128.IsHardwareAccelerated ? HashedBy.Vectors128
        : HashedBy.NoVectors;

    private static HashedBy Widest => PlatformCryptography.IsUsed ? HashedBy.Platform : WidestVectors;
}
