using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace PresignKit.CloudFront.Keys;

/// <summary>The hash of a policy: what is signed.</summary>
internal readonly record struct HashValue
{
    private readonly ulong _a;
    private readonly ulong _b;
    private readonly ulong _c;
    private readonly ulong _d;

    private HashValue(ReadOnlySpan<byte> bytes)
    {
        var words = MemoryMarshal.Cast<byte, ulong>(bytes);
        (_a, _b, _c, _d) = (words[0], words[1], words[2], words[3]);
    }

    public static HashValue Of(ReadOnlySpan<byte> policy, CloudFrontHashAlgorithm algorithm)
    {
        Span<byte> bytes = stackalloc byte[SHA256.HashSizeInBytes];
        bytes.Clear();
        if (algorithm == CloudFrontHashAlgorithm.Sha256)
        {
            SHA256.HashData(policy, bytes);
        }
        else
        {
            // The one that CloudFront takes if no other is named.
#pragma warning disable CA5350
            SHA1.HashData(policy, bytes);
#pragma warning restore CA5350
        }

        return new(bytes);
    }

    public static int SizeOf(CloudFrontHashAlgorithm algorithm) =>
        algorithm == CloudFrontHashAlgorithm.Sha256 ? SHA256.HashSizeInBytes : SHA1.HashSizeInBytes;

    public static HashAlgorithmName NameOf(CloudFrontHashAlgorithm algorithm) =>
        algorithm == CloudFrontHashAlgorithm.Sha256 ? HashAlgorithmName.SHA256 : HashAlgorithmName.SHA1;

    public override int GetHashCode() => (int)_a;

    /// <summary>Writes the hash. Returns its size.</summary>
    public int Write(Span<byte> destination, CloudFrontHashAlgorithm algorithm)
    {
        Span<ulong> words = [_a, _b, _c, _d];
        var size = SizeOf(algorithm);
        MemoryMarshal.AsBytes(words)[..size].CopyTo(destination);
        return size;
    }
}
