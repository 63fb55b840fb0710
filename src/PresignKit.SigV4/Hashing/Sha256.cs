using System.Security.Cryptography;

namespace PresignKit.SigV4.Hashing;

/// <summary>
/// SHA-256 of a text such as a canonical request, by whom it is fastest: calling the platform's library costs as much as compressing a few blocks
/// here, and from there on each block costs it less, since it has the processor's SHA instructions.
/// </summary>
internal static class Sha256
{
    /// <summary>The longest text, in bytes, that is hashed here where the platform could: up to four blocks, by measurement.</summary>
    internal const int LongestHere = 4 * Sha256Constants.BlockSize;

    internal const int Size = SHA256.HashSizeInBytes;

    internal const int HexSize = Size * 2;

    // Set up once a thread: SHA256.HashData, which does it on each call, takes a third longer.
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
