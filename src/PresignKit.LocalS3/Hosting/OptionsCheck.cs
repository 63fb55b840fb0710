using PresignKit.LocalS3.Buckets;

namespace PresignKit.LocalS3.Hosting;

/// <summary>Validates the options before anything is opened, and reports all problems in one message.</summary>
internal static class OptionsCheck
{
    /// <exception cref="ArgumentException">An option is missing or invalid.</exception>
    public static void Check(LocalS3Options options)
    {
        var errors = Errors(options).ToList();
        if (errors.Count > 0)
        {
            throw new ArgumentException("Invalid LocalS3Options: " + string.Join(" ", errors), nameof(options));
        }
    }

    public static IEnumerable<string> Errors(LocalS3Options options)
    {
        if (string.IsNullOrWhiteSpace(options.Directory))
        {
            yield return "Directory is required. Set it to the folder that stores the objects.";
        }

        if (options.Port is < 0 or > 65535)
        {
            yield return $"Port must be from 0 to 65535, but is {options.Port}.";
        }

        if (!ListenAddress.TryParse(options.Listen, out _))
        {
            yield return $"Listen: '{options.Listen}' is not an IP address. Use an address of this machine, 0.0.0.0 for all IPv4 addresses, or * for all.";
        }

        if (string.IsNullOrWhiteSpace(options.AccessKeyId))
        {
            yield return "AccessKeyId is required.";
        }

        if (string.IsNullOrWhiteSpace(options.SecretAccessKey))
        {
            yield return "SecretAccessKey is required.";
        }

        if (string.IsNullOrWhiteSpace(options.Region))
        {
            yield return "Region is required.";
        }
        else if (!options.Region.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_'))
        {
            yield return $"Region: '{options.Region}' is not a valid region. It may contain letters, digits, hyphens and underscores.";
        }

        foreach (var bucket in options.Buckets.Where(bucket => !BucketName.IsValid(bucket)))
        {
            yield return $"Buckets: '{bucket}' is not a valid bucket name. A name must consist of 3 to 63 lowercase letters, digits, dots and hyphens.";
        }

        foreach (var origin in options.AllowedOrigins.Where(origin => !IsOrigin(origin)))
        {
            yield return $"AllowedOrigins: '{origin}' is not a valid origin. Use scheme://host or scheme://host:port without a path, or *.";
        }
    }

    private static bool IsOrigin(string origin) =>
        origin == "*" || (origin.Contains("://", StringComparison.Ordinal)
            && !origin[(origin.IndexOf("://", StringComparison.Ordinal) + 3)..].Contains('/', StringComparison.Ordinal));
}
