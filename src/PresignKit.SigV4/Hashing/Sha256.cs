using System.Security.Cryptography;

namespace PresignKit.SigV4.Hashing;

/// <summary>
/// SHA-256 of a text such as a canonical request, with the faster implementation for its length. A call of the platform's library takes as
/// long as compressing a few blocks here, but it takes less time for each block, because it uses the processor's SHA instructions.
/// </summary>
internal static class Sha256
{
    /// <summary>The maximum length in bytes of a text that this library hashes itself: four blocks, according to measurements.</summary>
    internal const int LongestHere = 4 * Sha256Constants.BlockSize;

    internal const int Size = SHA256.HashSizeInBytes;

    internal const int HexSize = Size * 2;

    // Created once per thread: SHA256.HashData, which sets up a hash on each call, takes a third longer.
    [ThreadStatic]
    private static IncrementalHash? t_platform;

    internal static void Hash(ReadOnlySpan<byte> data, Span<byte> destination)
    {
        if (PlatformCryptography.IsUsed || data.Length > LongestHere)
        {
            HashByPlatform(data, destination);
        }
        else
        {
            HashHere(data, destination);
        }
    }

    private static void HashHere(ReadOnlySpan<byte> data, Span<byte> destination)
    {
        var state = Sha256State.Initial;
        state.Absorb(data, data.Length);
        state.CopyTo(destination);
    }

    private static void HashByPlatform(ReadOnlySpan<byte> data, Span<byte> destination)
    {
        var hash = t_platform ??= IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(data);
        hash.GetHashAndReset(destination);
    }
}
