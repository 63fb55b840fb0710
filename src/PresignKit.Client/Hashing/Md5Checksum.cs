using System.Runtime.Versioning;
using System.Security.Cryptography;

namespace PresignKit.Client.Hashing;

/// <summary>MD5: what many stores report of a part. It finds damaged bytes; nothing relies on it for security.</summary>
[UnsupportedOSPlatform("browser")]
internal sealed class Md5Checksum : PartChecksum
{
#pragma warning disable CA5351 // The store's choice.
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.MD5);
#pragma warning restore CA5351

    public override void Append(ReadOnlySpan<byte> data) => _hash.AppendData(data);

    public override string Finish()
    {
        using (_hash)
        {
            return Convert.ToBase64String(_hash.GetHashAndReset());
        }
    }
}
