using PresignKit.CloudFront.Keys;

namespace PresignKit.CloudFront.Settings;

/// <summary>Reads the keys of a distribution from options.</summary>
internal static class KeySettings
{
    private const int LongestId = 64;
    private const int LongestFile = 64 * 1024;

    /// <summary>Returns null if there is a flaw.</summary>
    public static KeySet? Read(CloudFrontStoreOptions options, Action<string, string> flaw)
    {
        if (options.Key is null)
        {
            flaw(nameof(options.Key), "is missing; set its KeyPairId, and PrivateKeyFile or PrivateKey");
            return null;
        }

        if (options.Key.UseFrom is not null)
        {
            flaw($"{nameof(options.Key)}:{nameof(CloudFrontKeyOptions.UseFrom)}", "is set, but the first key signs at once; set it for NextKey, or remove it");
        }

        var key = Read(nameof(options.Key), options.Key, options.HashAlgorithm, flaw);
        if (options.NextKey is not { } next)
        {
            return key is null ? null : new(key, Next: null, default);
        }

        if (next.UseFrom is null)
        {
            flaw(
                $"{nameof(options.NextKey)}:{nameof(CloudFrontKeyOptions.UseFrom)}",
                "is missing; set the instant from which this key signs, such as 2026-12-24T06:00:00Z, or replace Key by it");
        }

        if (next.KeyPairId is not null && next.KeyPairId == options.Key.KeyPairId)
        {
            flaw($"{nameof(options.NextKey)}:{nameof(next.KeyPairId)}", "is that of Key; set the ID of the new public key");
        }

        var following = Read(nameof(options.NextKey), next, options.HashAlgorithm, flaw);
        return key is null || following is null || next.UseFrom is null ? null : new(key, following, next.UseFrom.Value);
    }

    private static PolicyKey? Read(string setting, CloudFrontKeyOptions options, CloudFrontHashAlgorithm algorithm, Action<string, string> flaw)
    {
        var id = options.KeyPairId;
        var hasId = id is { Length: > 0 and <= LongestId } && id.All(char.IsAsciiLetterOrDigit);
        if (!hasId)
        {
            flaw(
                $"{setting}:{nameof(options.KeyPairId)}",
                $"{(string.IsNullOrEmpty(id) ? "is missing" : "must consist of letters and digits")}; set the ID that CloudFront gave the public key");
        }

        var sources = (options.PrivateKey is null ? 0 : 1) + (options.PrivateKeyFile is null ? 0 : 1) + (options.Signer is null ? 0 : 1);
        if (sources != 1)
        {
            flaw(
                setting,
                sources == 0
                    ? "has no private key; set PrivateKeyFile, PrivateKey, or (in code) Signer"
                    : "has more than one of PrivateKeyFile, PrivateKey, and Signer; remove the others");
            return null;
        }

        if (options.Signer is { } signer)
        {
            return hasId ? new ExternalKey(id!, algorithm, signer) : null;
        }

        var source = options.PrivateKeyFile is null ? nameof(options.PrivateKey) : nameof(options.PrivateKeyFile);
        if ((options.PrivateKey ?? ReadFile(options.PrivateKeyFile!, $"{setting}:{source}", flaw)) is not { } pem)
        {
            return null;
        }

        if (!PrivateKeyReader.TryRead(pem, id ?? "", algorithm, out var key, out var what))
        {
            flaw($"{setting}:{source}", what);
            return null;
        }

        return hasId ? key : null;
    }

    private static string? ReadFile(string path, string setting, Action<string, string> flaw)
    {
        try
        {
            if (new FileInfo(path).Length <= LongestFile)
            {
                return File.ReadAllText(path);
            }

            flaw(setting, $"is '{path}', which is too large for a private key; name the file with the key");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            flaw(setting, $"is '{path}', which cannot be read ({exception.GetType().Name}); name a file that the application may read");
        }

        return null;
    }
}
