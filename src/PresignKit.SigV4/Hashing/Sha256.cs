using System.Security.Cryptography;

namespace PresignKit.SigV4.Hashing;

/// <summary>SHA-256 of a short text such as a canonical request.</summary>
internal static class Sha256
{
    internal const int Size = SHA256.HashSizeInBytes;

    internal const int HexSize = Size * 2;

    // Set up once a thread: SHA256.HashData, which does it on each call, takes a third longer.
    [ThreadStatic]
    private static IncrementalHash? t_platform;

    internal static void Hash(ReadOnlySpan<byte> data, Span<byte> destination)
    {
        if (PlatformCryptography.IsUsed)
            HashByPlatform(data, destination);
        else
            HashHere(data, destination);
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
