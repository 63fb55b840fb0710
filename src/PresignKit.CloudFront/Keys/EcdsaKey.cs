using System.Security.Cryptography;

namespace PresignKit.CloudFront.Keys;

/// <summary>An ECDSA key on P-256. Signatures are DER (RFC 3279, 2.2.3).</summary>
internal sealed class EcdsaKey(string keyPairId, CloudFrontHashAlgorithm algorithm, byte[] pkcs8) : LocalKey(keyPairId, algorithm, pkcs8)
{
    private readonly KeyPool<ECDsa> _pool = new(pkcs8, ECDsa.Create);

    protected override SignatureCache Cache { get; } = new();

    public override void Dispose() => _pool.Dispose();

    protected override int SignHash(ReadOnlySpan<byte> hash, Span<byte> signature)
    {
        // The platform writes this form without allocating; it makes DER from it with a writer for any structure, which takes ten times as long.
        Span<byte> integers = stackalloc byte[DerSignature.SizeOfIntegers];
        var key = _pool.Rent();
        var size = key.SignHash(hash, integers, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);
        _pool.Return(key);
        return DerSignature.Write(integers[..size], signature);
    }
}
