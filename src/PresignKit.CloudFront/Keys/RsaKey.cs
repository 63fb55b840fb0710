using System.Security.Cryptography;

namespace PresignKit.CloudFront.Keys;

/// <summary>An RSA key. Signatures are RSASSA-PKCS1-v1_5 (RFC 8017, 8.2), which are the same each time.</summary>
internal sealed class RsaKey(string keyPairId, CloudFrontHashAlgorithm algorithm, byte[] pkcs8) : LocalKey(keyPairId, algorithm, pkcs8)
{
    private readonly HashAlgorithmName _hashName = HashValue.NameOf(algorithm);
    private readonly KeyPool<RSA> _pool = new(pkcs8, RSA.Create);

    protected override SignatureCache? Cache => null;

    public override void Dispose() => _pool.Dispose();

    protected override int SignHash(ReadOnlySpan<byte> hash, Span<byte> signature)
    {
        var key = _pool.Rent();
        var size = key.SignHash(hash, signature, _hashName, RSASignaturePadding.Pkcs1);
        _pool.Return(key);
        return size;
    }
}
