using System.Net;

namespace PresignKit.CloudFront.Settings;

/// <summary>Builds settings from options. Every flaw is a sentence that names the setting and contains no secret.</summary>
internal static class CloudFrontSettingsBuilder
{
    public static CloudFrontSettings? Build(string name, CloudFrontStoreOptions options, ICollection<string> flaws)
    {
        var before = flaws.Count;
        void Flaw(string setting, string message) => flaws.Add($"Stores:{name}:{setting} {message}.");

        foreach (var flaw in options.SectionFlaws)
        {
            flaws.Add(flaw);
        }

        if (string.IsNullOrEmpty(options.Origin))
        {
            Flaw(nameof(options.Origin), "is missing; set the name of the store whose bucket the distribution delivers");
        }

        var root = ReadRoot(options.Endpoint, Flaw);
        if (options.OriginPath is { } folder && (folder is not [.., '/'] || !ObjectKey.TryCreate(folder, out _)))
        {
            Flaw(nameof(options.OriginPath), $"is '{folder}'; it must be a folder of the bucket that ends in '/', such as 'content/', or not be set");
        }

        if (!Enum.IsDefined(options.HashAlgorithm))
        {
            Flaw(
                nameof(options.HashAlgorithm),
                $"is '{options.HashAlgorithm}'; it must be one of: {string.Join(", ", Enum.GetNames<CloudFrontHashAlgorithm>())}");
        }

        CheckCookies(options, Flaw);
        var keys = KeySettings.Read(options, Flaw);
        return flaws.Count > before || root is null || keys is null ? null : new()
        {
            Name = name,
            Origin = options.Origin!,
            Root = root,
            OriginPath = options.OriginPath ?? "",
            ForwardsResponseHeaders = options.ForwardsResponseHeaders,
            CookieDomain = options.CookieDomain,
            CookieSameSite = options.CookieSameSite,
            Keys = keys,
        };
    }

    private static string? ReadRoot(string? endpoint, Action<string, string> flaw)
    {
        if (string.IsNullOrEmpty(endpoint))
        {
            flaw(nameof(CloudFrontStoreOptions.Endpoint), "is missing; set the address of the distribution, such as https://d111111abcdef8.cloudfront.net");
            return null;
        }

        if (!Uri.TryCreate(endpoint, UriKind.Absolute, out var uri)
            || uri is not { AbsolutePath: "/", Query: "", Fragment: "", UserInfo: "" }
            || uri.Scheme is not ("https" or "http"))
        {
            flaw(nameof(CloudFrontStoreOptions.Endpoint), "must be an address without a path, such as https://media.example.com");
            return null;
        }

        // Names below localhost are this machine for browsers (RFC 6761, 6.3).
        if (uri.Scheme == "http" && !uri.IsLoopback && !uri.IdnHost.EndsWith(".localhost", StringComparison.OrdinalIgnoreCase))
        {
            flaw(nameof(CloudFrontStoreOptions.Endpoint), "uses http, which exposes signatures to anyone on the network; use https");
            return null;
        }

        return $"{uri.Scheme}://{uri.IdnHost}{(uri.IsDefaultPort ? "" : $":{uri.Port}")}/";
    }

    private static void CheckCookies(CloudFrontStoreOptions options, Action<string, string> flaw)
    {
        if (!Enum.IsDefined(options.CookieSameSite))
        {
            flaw(nameof(options.CookieSameSite), $"is '{options.CookieSameSite}'; it must be one of: {string.Join(", ", Enum.GetNames<CloudFrontSameSite>())}");
        }

        if (options.CookieDomain is not { } domain)
        {
            return;
        }

        if (Uri.CheckHostName(domain) != UriHostNameType.Dns || !domain.Contains('.', StringComparison.Ordinal) || IPAddress.TryParse(domain, out _))
        {
            flaw(nameof(options.CookieDomain), "must be a domain without a leading dot, such as example.com");
        }
        else if (Uri.TryCreate(options.Endpoint, UriKind.Absolute, out var endpoint)
            && !endpoint.IdnHost.Equals(domain, StringComparison.OrdinalIgnoreCase)
            && !endpoint.IdnHost.EndsWith($".{domain}", StringComparison.OrdinalIgnoreCase))
        {
            flaw(
                nameof(options.CookieDomain),
                $"is '{domain}', but the distribution is {endpoint.IdnHost}, to which browsers would not send the cookies; set the domain that it has in "
                + "common with the application");
        }
    }
}
