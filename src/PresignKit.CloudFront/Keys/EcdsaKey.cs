using System.Security.Cryptography;

namespace PresignKit.CloudFront.Keys;

/// <summary>An ECDSA key on P-256. Signatures are DER, as OpenSSL writes them (RFC 3279, 2.2.3).</summary>
internal sealed class EcdsaKey(string keyPairId, CloudFrontHashAlgorithm algorithm, byte[] pkcs8) : LocalKey(keyPairId, algorithm, pkcs8)
{
    private readonly KeyPool<ECDsa> _pool = new(pkcs8, ECDsa.Create);

    protected override SignatureCache Cache { get; } = new();

    public override void Dispose() => _pool.Dispose();

    protected override int SignHash(ReadOnlySpan<byte> hash, Span<byte> signature)
    {
        var key = _pool.Rent();
        var size = key.SignHash(hash, signature, DSASignatureFormat.Rfc3279DerSequence);
        _pool.Return(key);
        return size;
    }
}
