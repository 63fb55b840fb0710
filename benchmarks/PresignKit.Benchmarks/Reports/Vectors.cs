using System.Runtime.Intrinsics;
using PresignKit.SigV4.Hashing;
using PresignKit.SigV4.Hashing.Lanes;

namespace PresignKit.Benchmarks.Reports;

/// <summary>The vector width with which this process hashes batches, determined by the processor and the <c>DOTNET_Enable...</c> variables.</summary>
internal static class Vectors
{
    /// <summary>The width in bits; 0 if the platform's library hashes, or if messages are hashed one at a time.</summary>
    public static int Width { get; } =
        PlatformCryptography.IsUsed ? 0
        : Lanes512.IsSupported ? Vector512<byte>.Count * 8
        : Lanes256.IsSupported ? Vector256<byte>.Count * 8
        : Lanes128.IsSupported ? Vector128<byte>.Count * 8
        : 0;

    public static string Description { get; } =
        PlatformCryptography.IsUsed ? "by the platform's library"
        : Width > 0 ? $"in vectors of {Width} bits, {Width / 32} URLs side by side; one URL with a schedule in vectors of 128 bits"
        : "in scalar code, one URL at a time";
}
