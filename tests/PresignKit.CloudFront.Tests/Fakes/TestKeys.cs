using System.Security.Cryptography;

namespace PresignKit.CloudFront.Tests.Fakes;

/// <summary>Keys for tests, made anew in each run.</summary>
internal static class TestKeys
{
    public static RSA Rsa { get; } = RSA.Create(2048);

    public static ECDsa Ecdsa { get; } = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    public static ECDsa OtherEcdsa { get; } = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    public static string RsaPem { get; } = Rsa.ExportPkcs8PrivateKeyPem();

    public static string EcdsaPem { get; } = Ecdsa.ExportPkcs8PrivateKeyPem();

    public static string OtherEcdsaPem { get; } = OtherEcdsa.ExportPkcs8PrivateKeyPem();

    public static AsymmetricAlgorithm Of(KeyKind kind) => kind == KeyKind.Rsa ? Rsa : Ecdsa;

    public static string PemOf(KeyKind kind) => kind == KeyKind.Rsa ? RsaPem : EcdsaPem;
}
