using System.Collections.Immutable;
using PresignKit.Content;
using PresignKit.Keys;

namespace PresignKit.Policies;

/// <summary>Builds policies from options; every flaw becomes a sentence that names the setting.</summary>
internal static class PolicyBuilder
{
    public static UploadPolicy? Build(string name, UploadPolicyOptions options, string defaultStore, ICollection<string> flaws)
    {
        var before = flaws.Count;
        void Flaw(string setting, string message) => flaws.Add($"UploadPolicies:{name}:{setting} {message}.");

        CheckLifetime(options.Lifetime, options.MinimumLifetime, Flaw);
        var types = Types(options.AllowedContentTypes, "AllowedContentTypes", Flaw);
        if (options.AllowedContentTypes.Count == 0)
        {
            Flaw("AllowedContentTypes", "is empty; list the exact types (video/mp4) or families (image/*) that are accepted");
        }

        var active = Types(options.AllowedActiveContentTypes, "AllowedActiveContentTypes", Flaw);
        foreach (var type in types.Where(t => MediaTypes.IsActive(t) && !active.Contains(t)))
        {
            Flaw("AllowedContentTypes", $"contains {type}, which browsers execute; if you mean to accept it, also list it in AllowedActiveContentTypes");
        }

        foreach (var type in active.Where(t => !types.Contains(t)))
        {
            Flaw("AllowedActiveContentTypes", $"contains {type}, but AllowedContentTypes does not; add it there, too");
        }

        SizeSettings.Check(options, Flaw);
        if (!IsLifetime(options.MaximumUploadDuration))
        {
            Flaw("MaximumUploadDuration", $"is {options.MaximumUploadDuration:c}; it must be 1 second to 7 days, in whole seconds");
        }

        CheckEnums(options, Flaw);
        var key = ParseKey(options, Flaw);
        FrozenPrefixRule.Check(options.FrozenPrefix, key, Flaw);
        var aliases = Aliases(options, types, Flaw);
        var byExtension = ContentTypesByExtension.Build(options, aliases, Flaw);
        var attributes = AttributeBuilder.Build(options, Flaw);
        var lockRule = LockRule.Build(options, Flaw);
        return flaws.Count > before || key is null ? null : new()
        {
            Name = name,
            StoreName = options.StoreName ?? defaultStore,
            AllowedContentTypes = types,
            AllowedActiveContentTypes = active,
            ContentTypeAliases = aliases,
            ContentTypesByExtension = byExtension,
            ContentCheck = options.ContentCheck,
            UnknownContent = options.UnknownContent,
            MaximumSize = options.MaximumSize!.Value,
            MinimumSize = options.MinimumSize,
            AllowUnknownSize = options.AllowUnknownSize,
            Lifetime = options.Lifetime,
            MinimumLifetime = options.MinimumLifetime,
            MaximumUploadDuration = options.MaximumUploadDuration,
            PartSize = options.PartSize,
            Key = key,
            FrozenPrefix = options.FrozenPrefix,
            RequiredChecksum = [.. options.RequiredChecksum.Distinct()],
            AllowReplacing = options.AllowReplacing,
            Transport = options.Transport,
            AllowForms = options.AllowForms,
            AllowUnenforced = options.AllowUnenforced,
            Attributes = attributes,
            Lock = lockRule,
            AllowedMetadata = [.. options.AllowedMetadata],
        };
    }

    public static DownloadPolicy? Build(string name, DownloadPolicyOptions options, ICollection<string> flaws)
    {
        var before = flaws.Count;
        void Flaw(string setting, string message) => flaws.Add($"DownloadPolicies:{name}:{setting} {message}.");

        CheckLifetime(options.Lifetime, options.MinimumLifetime, Flaw);
        if (options.StableWindow is { } window && (window < TimeSpan.Zero || window.Ticks % TimeSpan.TicksPerSecond != 0))
        {
            Flaw("StableWindow", $"is {window:c}; it must be zero or a positive number of whole seconds");
        }
        else if (options.Lifetime + options.StableWindow > LifetimeLimits.Longest)
        {
            Flaw("StableWindow", $"and Lifetime add up to {options.Lifetime + options.StableWindow:c}; together they must not exceed 7 days");
        }

        if (options is { CacheControl: not null, UseStoredCacheControl: true })
        {
            Flaw("UseStoredCacheControl", "is true, but CacheControl is set; remove one of them");
        }

        if (options is { CacheControl: not null, UseStoredHeaders: true })
        {
            Flaw("UseStoredHeaders", "is true, but CacheControl is set; remove one of them");
        }

        if (options.CacheControl is { } cache && cache.Any(c => c is < ' ' or > '~'))
        {
            Flaw("CacheControl", "contains a character that is not allowed in a header value");
        }

        if (!Enum.IsDefined(options.Disposition))
        {
            Flaw("Disposition", NotOneOf(options.Disposition));
        }

        var inline = Types(options.InlineContentTypes, "InlineContentTypes", Flaw);
        foreach (var type in inline.Where(t => MediaTypes.IsActive(t) || t.EndsWith("/*", StringComparison.Ordinal)))
        {
            Flaw("InlineContentTypes", $"contains {type}; it must contain only exact types that browsers do not execute");
        }

        return flaws.Count > before ? null : new()
        {
            Name = name,
            Lifetime = options.Lifetime,
            MinimumLifetime = options.MinimumLifetime,
            Disposition = options.Disposition,
            UseStoredHeaders = options.UseStoredHeaders,
            InlineContentTypes = inline.ToImmutableHashSet(StringComparer.Ordinal),
            Caching = DownloadCaching.Of(options),
            CachingOfRequestedLifetime = DownloadCaching.OfRequestedLifetime(options),
        };
    }

    private static void CheckLifetime(TimeSpan lifetime, TimeSpan? minimum, Action<string, string> flaw)
    {
        if (!IsLifetime(lifetime))
        {
            flaw("Lifetime", $"is {lifetime:c}; it must be 1 second to 7 days, in whole seconds");
        }

        if (minimum is not { } shortest)
        {
            return;
        }

        if (!IsLifetime(shortest))
        {
            flaw("MinimumLifetime", $"is {shortest:c}; it must be 1 second to Lifetime, in whole seconds");
        }
        else if (shortest > lifetime)
        {
            flaw("MinimumLifetime", $"is {shortest:c}; it must not exceed Lifetime, which is {lifetime:c}");
        }
    }

    private static bool IsLifetime(TimeSpan lifetime) =>
        lifetime >= LifetimeLimits.Shortest && lifetime <= LifetimeLimits.Longest && lifetime.Ticks % TimeSpan.TicksPerSecond == 0;

    private static void CheckEnums(UploadPolicyOptions options, Action<string, string> flaw)
    {
        if (options is { AllowForms: true, Transport: { } only })
        {
            flaw("AllowForms", $"is true, but Transport is {only}; remove one of them");
        }

        foreach (var algorithm in options.RequiredChecksum.Where(algorithm => !Enum.IsDefined(algorithm)))
        {
            flaw("RequiredChecksum", NotOneOf(algorithm));
        }

        if (!Enum.IsDefined(options.ContentCheck))
        {
            flaw("ContentCheck", NotOneOf(options.ContentCheck));
        }

        if (!Enum.IsDefined(options.UnknownContent))
        {
            flaw("UnknownContent", NotOneOf(options.UnknownContent));
        }
        else if (options.UnknownContent == UnknownContentRule.Refuse && options.ContentCheck != ContentCheckMode.Require)
        {
            flaw("UnknownContent", $"is Refuse, but ContentCheck is {options.ContentCheck}, which accepts even a contradiction; set ContentCheck to Require");
        }
        else if (options.UnknownContent == UnknownContentRule.Ask && options.ContentCheck == ContentCheckMode.Off)
        {
            flaw("UnknownContent", "is Ask, but ContentCheck is Off, so that nothing is judged; set ContentCheck to Require or Report");
        }

        if (options.Transport is { } transport && !Enum.IsDefined(transport))
        {
            flaw("Transport", NotOneOf(transport));
        }

        if (options.Disposition is { } disposition && !Enum.IsDefined(disposition))
        {
            flaw("Disposition", NotOneOf(disposition));
        }
    }

    private static string NotOneOf<T>(T value)
        where T : struct, Enum =>
        $"is '{value}'; it must be one of: {string.Join(", ", Enum.GetNames<T>())}";

    private static KeyTemplate? ParseKey(UploadPolicyOptions options, Action<string, string> flaw)
    {
        try
        {
            return KeyTemplate.Parse(options.Key, options.KeyValues);
        }
        catch (ArgumentException e)
        {
            flaw("Key", "is not a valid key template. " + e.Message.Split(" (Parameter", 2)[0].TrimEnd('.'));
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
                // Stored under the canonical name that uploads and downloads use; image/jpg itself would match no file.
                types.Add(family ? type[..^1] + "*" : MediaTypes.Canonical(type));
            }
            else
            {
                flaw(setting, $"contains '{text}', which is neither a content type such as video/mp4 nor a family such as image/*");
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
                flaw("ContentTypeAliases", $"maps '{alias}' to '{meant}'; both must be content types such as video/mp4");
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
