using System.Collections.Immutable;
using PresignKit.Downloads;
using PresignKit.Issuing;
using PresignKit.Keys;
using PresignKit.Uploads;

namespace PresignKit.Policies;

/// <summary>From options to policies; every flaw becomes a sentence that names the setting.</summary>
internal static class PolicyBuilder
{
    /// <summary>One request to S3 carries at most 5 GiB ("Uploading objects": "up to 5 GB in size with a single PUT").</summary>
    private const long LargestRequest = 5L * 1024 * 1024 * 1024;

    public static UploadPolicy? Build(string name, UploadPolicyOptions options, string defaultStore, ICollection<string> flaws)
    {
        var before = flaws.Count;
        void Flaw(string setting, string message) => flaws.Add($"UploadPolicies:{name}:{setting} {message}.");

        CheckExpiry(options.Lifetime, options.MinimumLifetime, Flaw);
        var types = Types(options.AllowedContentTypes, "AllowedContentTypes", Flaw);
        if (options.AllowedContentTypes.Count == 0)
        {
            Flaw("AllowedContentTypes", "is empty: name the exact types (video/mp4) or families (image/*) that are accepted");
        }

        var active = Types(options.AllowedActiveContentTypes, "AllowedActiveContentTypes", Flaw);
        foreach (var type in types.Where(t => MediaTypes.IsActive(t) && !active.Contains(t)))
        {
            Flaw("AllowedContentTypes", $"has {type}, which browsers execute: list it in AllowedActiveContentTypes too, if that is meant");
        }

        foreach (var type in active.Where(t => !types.Contains(t)))
        {
            Flaw("AllowedActiveContentTypes", $"has {type}, which AllowedContentTypes has not");
        }

        CheckSizes(options, Flaw);
        CheckEnums(options, Flaw);
        var key = ParseKey(options, Flaw);
        FrozenPrefixRule.Check(options.FrozenPrefix, key, Flaw);
        var aliases = Aliases(options, types, Flaw);
        var attributes = AttributeBuilder.Build(options, Flaw);
        return flaws.Count > before || key is null ? null : new()
        {
            Name = name,
            StoreName = options.Store ?? defaultStore,
            AllowedContentTypes = types,
            AllowedActiveContentTypes = active,
            ContentTypeAliases = aliases,
            MaximumSize = options.MaximumSize!.Value,
            MinimumSize = options.MinimumSize,
            Lifetime = options.Lifetime,
            MinimumLifetime = options.MinimumLifetime,
            Key = key,
            WriteOnce = options.WriteOnce,
            Freeze = options.Freeze,
            FrozenPrefix = options.FrozenPrefix,
            Checksum = options.Checksum,
            Transport = options.Transport,
            AllowUnenforced = options.AllowUnenforced,
            Attributes = attributes,
            AllowedMetadata = [.. options.AllowedMetadata],
        };
    }

    public static DownloadPolicy? Build(string name, DownloadPolicyOptions options, ICollection<string> flaws)
    {
        var before = flaws.Count;
        void Flaw(string setting, string message) => flaws.Add($"DownloadPolicies:{name}:{setting} {message}.");

        CheckExpiry(options.Lifetime, options.MinimumLifetime, Flaw);
        if (options.StableWindow < TimeSpan.Zero || options.StableWindow.Ticks % TimeSpan.TicksPerSecond != 0)
        {
            Flaw("StableWindow", $"is {options.StableWindow:c}; it is zero or a positive number of whole seconds");
        }
        else if (options.Lifetime + options.StableWindow > Lifetimes.Longest)
        {
            Flaw("StableWindow", $"and Lifetime together are {options.Lifetime + options.StableWindow:c}; no URL lives longer than 7 days");
        }

        if (options.CacheControl is { } cache && cache.Any(c => c is < ' ' or > '~'))
        {
            Flaw("CacheControl", "has a character that no header value has");
        }

        var inline = options.InlineContentTypes is null ? null : (ImmutableArray<string>?)Types(options.InlineContentTypes, "InlineContentTypes", Flaw);
        foreach (var type in inline?.Where(t => MediaTypes.IsActive(t) || t.EndsWith("/*", StringComparison.Ordinal)) ?? [])
        {
            Flaw("InlineContentTypes", $"has {type}; only exact types that browsers do not execute are shown inline");
        }

        return flaws.Count > before ? null : new()
        {
            Name = name,
            Lifetime = options.Lifetime,
            MinimumLifetime = options.MinimumLifetime,
            Disposition = options.Disposition,
            InlineContentTypes = inline?.ToImmutableHashSet(StringComparer.Ordinal) ?? InlineTypes.Default,
            CacheControl = options.CacheControl,
            StableWindow = options.StableWindow,
        };
    }

    /// <summary>The configured download policies, and the one that always exists.</summary>
    public static IEnumerable<KeyValuePair<string, DownloadPolicyOptions>> WithDefault(IDictionary<string, DownloadPolicyOptions> policies) =>
        policies.ContainsKey("default") ? policies : policies.Append(new("default", new()));

    private static void CheckExpiry(TimeSpan expiry, TimeSpan? minimum, Action<string, string> flaw)
    {
        if (!IsLife(expiry))
        {
            flaw("Lifetime", $"is {expiry:c}; it is 1 second to 7 days, in whole seconds");
        }

        if (minimum is not { } life)
        {
            return;
        }

        if (!IsLife(life))
        {
            flaw("MinimumLifetime", $"is {life:c}; it is 1 second to Lifetime, in whole seconds");
        }
        else if (life > expiry)
        {
            flaw("MinimumLifetime", $"is {life:c}, more than Lifetime, {expiry:c}");
        }
    }

    private static bool IsLife(TimeSpan life) =>
        life >= Lifetimes.Shortest && life <= Lifetimes.Longest && life.Ticks % TimeSpan.TicksPerSecond == 0;

    private static void CheckSizes(UploadPolicyOptions options, Action<string, string> flaw)
    {
        if (options.MaximumSize is not { } maximum)
        {
            flaw("MaximumSize", "is missing: name the largest file in bytes");
        }
        else if (maximum is < 1 or > LargestRequest)
        {
            flaw("MaximumSize", $"is {maximum}; it is 1 to {LargestRequest} bytes (5 GiB), what one request can carry");
        }
        else if (options.MinimumSize > maximum)
        {
            flaw("MinimumSize", $"is {options.MinimumSize}, more than MaximumSize, {maximum}");
        }

        if (options.MinimumSize < 0)
        {
            flaw("MinimumSize", $"is {options.MinimumSize}; it is not negative");
        }
    }

    private static void CheckEnums(UploadPolicyOptions options, Action<string, string> flaw)
    {
        if (!Enum.IsDefined(options.WriteOnce))
        {
            flaw("WriteOnce", "is no value of WriteOnceRule");
        }

        if (!Enum.IsDefined(options.Freeze))
        {
            flaw("Freeze", "is no value of FreezeRule");
        }

        if (!Enum.IsDefined(options.Checksum))
        {
            flaw("Checksum", "is no value of ChecksumRule");
        }

        if (!Enum.IsDefined(options.Transport))
        {
            flaw("Transport", "is no value of TransportRule");
        }
    }

    private static KeyTemplate? ParseKey(UploadPolicyOptions options, Action<string, string> flaw)
    {
        try
        {
            return KeyTemplate.Parse(options.Key, options.KeyValues);
        }
        catch (ArgumentException e)
        {
            flaw("Key", "is no key template. " + e.Message.Split(" (Parameter", 2)[0].TrimEnd('.'));
            return null;
        }
    }

    private static ImmutableArray<string> Types(IList<string> texts, string setting, Action<string, string> flaw)
    {
        var types = ImmutableArray.CreateBuilder<string>(texts.Count);
        foreach (var text in texts)
        {
            var family = text.EndsWith("/*", StringComparison.Ordinal);
            if (MediaTypes.Normalize(family ? text[..^1] + "x" : text) is { } type && !text.Contains(';', StringComparison.Ordinal))
            {
                // As uploads and downloads name it: image/jpg, left as it is, would match no file.
                types.Add(family ? type[..^1] + "*" : MediaTypes.Canonical(type));
            }
            else
            {
                flaw(setting, $"has '{text}', which is neither a content type such as video/mp4 nor a family such as image/*");
            }
        }

        return types.ToImmutable();
    }

    private static ImmutableDictionary<string, string> Aliases(
        UploadPolicyOptions options, ImmutableArray<string> allowed, Action<string, string> flaw)
    {
        var aliases = ImmutableDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach (var (alias, meant) in options.ContentTypeAliases)
        {
            if (MediaTypes.Normalize(alias) is { } from && MediaTypes.Normalize(meant) is { } to)
            {
                aliases[from] = MediaTypes.Canonical(to);
            }
            else
            {
                flaw("ContentTypeAliases", $"maps '{alias}' to '{meant}'; both are content types such as video/mp4");
            }
        }

        // A type that was resolved once must resolve to itself: it is checked, signed, and verified on completion.
        foreach (var (alias, meant) in aliases)
        {
            if (meant != alias && aliases.TryGetValue(meant, out var next) && next != meant)
            {
                flaw("ContentTypeAliases", $"maps '{alias}' to '{meant}', which is an alias of '{next}'; map '{alias}' to '{next}'");
            }
            else if (MediaTypes.Unspecific.Contains(meant) && !allowed.Contains(meant))
            {
                flaw(
                    "ContentTypeAliases",
                    $"maps '{alias}' to '{meant}', which AllowedContentTypes does not list; list it, or map '{alias}' to a specific type");
            }
        }

        return aliases.ToImmutable();
    }
}
