namespace PresignKit.CloudFront.Tests.Fakes;

public enum KeyKind
{
    Rsa,
    Ecdsa,
}
