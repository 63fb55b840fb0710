using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;

namespace PresignKit.CloudFront.Keys;

/// <summary>Reads a private key from PEM. Messages never contain anything of it.</summary>
internal static class PrivateKeyReader
{
    // CloudFront Developer Guide, "Create key pairs for your signers".
    private const int RsaSize = 2048;
    private const string P256 = "1.2.840.10045.3.1.7";

    /// <summary>Reads the first private key in the text. Returns false, and what is wrong, if there is none that CloudFront supports.</summary>
    public static bool TryRead(
        string pem, string keyPairId, CloudFrontHashAlgorithm algorithm, [NotNullWhen(true)] out LocalKey? key, [NotNullWhen(false)] out string? flaw)
    {
        (key, flaw) = (null, null);
        ReadOnlySpan<char> rest = pem.Replace("\\n", "\n", StringComparison.Ordinal);
        var other = "";
        while (PemEncoding.TryFind(rest, out var fields))
        {
            var label = rest[fields.Label];
            var der = new byte[fields.DecodedDataLength];
            if (label is not "PRIVATE KEY" and not "RSA PRIVATE KEY" and not "EC PRIVATE KEY"
                || !Convert.TryFromBase64Chars(rest[fields.Base64Data], der, out _))
            {
                other = label.ToString();
                rest = rest[fields.Location.End..];
                continue;
            }

            try
            {
                key = Read(label, der, keyPairId, algorithm, out flaw);
                return key is not null;
            }
            finally
            {
                CryptographicOperations.ZeroMemory(der);
            }
        }

        flaw = other switch
        {
            "ENCRYPTED PRIVATE KEY" => "is encrypted; decrypt it, for example with 'openssl pkey', and keep it in a secret store",
            "PUBLIC KEY" or "RSA PUBLIC KEY" => "is a public key; set the private key that belongs to it",
            _ => "is not a private key in PEM; it must begin with '-----BEGIN PRIVATE KEY-----', '-----BEGIN RSA PRIVATE KEY-----', or "
                + "'-----BEGIN EC PRIVATE KEY-----'",
        };
        return false;
    }

    private static LocalKey? Read(ReadOnlySpan<char> label, byte[] der, string keyPairId, CloudFrontHashAlgorithm algorithm, out string? flaw)
    {
        if (label is not "EC PRIVATE KEY" && TryImport(RSA.Create(), label, der) is { } rsa)
        {
            using (rsa)
            {
                flaw = rsa.KeySize == RsaSize ? null : $"is an RSA key of {rsa.KeySize} bits; CloudFront takes 2048 bits, or ECDSA on P-256";
                return flaw is null ? new RsaKey(keyPairId, algorithm, rsa.ExportPkcs8PrivateKey()) : null;
            }
        }

        if (label is not "RSA PRIVATE KEY" && TryImport(ECDsa.Create(), label, der) is { } ecdsa)
        {
            using (ecdsa)
            {
                flaw = ecdsa.ExportParameters(includePrivateParameters: false).Curve is { IsNamed: true, Oid.Value: P256 }
                    ? null
                    : "is an ECDSA key on another curve; CloudFront takes P-256 (prime256v1), or RSA with 2048 bits";
                return flaw is null ? new EcdsaKey(keyPairId, algorithm, ecdsa.ExportPkcs8PrivateKey()) : null;
            }
        }

        flaw = "cannot be read; it must be an RSA key of 2048 bits, or an ECDSA key on P-256";
        return null;
    }

    private static T? TryImport<T>(T key, ReadOnlySpan<char> label, byte[] der)
        where T : AsymmetricAlgorithm
    {
        try
        {
            if (label is "PRIVATE KEY")
            {
                key.ImportPkcs8PrivateKey(der, out _);
            }
            else if (key is RSA rsa)
            {
                rsa.ImportRSAPrivateKey(der, out _);
            }
            else
            {
                (key as ECDsa)!.ImportECPrivateKey(der, out _);
            }

            return key;
        }
        catch (CryptographicException)
        {
            key.Dispose();
            return null;
        }
    }
}
