using System.Collections.Immutable;
using PresignKit.Content;
using PresignKit.Keys;
using PresignKit.Providers;

namespace PresignKit.Policies;

/// <summary>Builds what is stored with objects from options; every flaw becomes a sentence that names the setting.</summary>
internal static class AttributeBuilder
{
    /// <summary>S3: at most 10 tags, keys of 128 and values of 256 characters ("Categorizing your storage using tags").</summary>
    private const int MaximumTags = 10;

    public static StoredAttributes Build(UploadPolicyOptions options, Action<string, string> flaw)
    {
        CheckHeader(nameof(options.CacheControl), options.CacheControl, flaw);
        CheckHeader(nameof(options.ContentLanguage), options.ContentLanguage, flaw);
        CheckHeader(nameof(options.StorageClass), options.StorageClass, flaw);
        CheckHeader(nameof(options.EncryptionKeyId), options.EncryptionKeyId, flaw);
        if (!Enum.IsDefined(options.Encryption))
        {
            flaw(nameof(options.Encryption), $"is '{options.Encryption}'; it must be one of: {string.Join(", ", Enum.GetNames<EncryptionRule>())}");
        }

        if (options.EncryptionKeyId is not null && options.Encryption != EncryptionRule.KeyService)
        {
            flaw(nameof(options.EncryptionKeyId), "is set, but Encryption is not KeyService; set Encryption to KeyService, or remove the key");
        }

        CheckTags(options, flaw);
        CheckMetadata(options, flaw);
        return new()
        {
            CacheControl = options.CacheControl,
            ContentLanguage = options.ContentLanguage,
            ContentDisposition = options.Disposition?.ToString().ToLowerInvariant(),
            StorageClass = options.StorageClass,
            Encryption = options.Encryption,
            EncryptionKeyId = options.EncryptionKeyId,
            Tags = options.Tags.ToImmutableSortedDictionary(StringComparer.Ordinal),
            Metadata = options.Metadata.ToImmutableSortedDictionary(StringComparer.Ordinal),
        };
    }

    private static void CheckHeader(string setting, string? value, Action<string, string> flaw)
    {
        if (value is not null && (value.Length == 0 || !MetadataText.IsValue(value)))
        {
            flaw(setting, "is not a valid header value; it must consist of printable ASCII characters without leading, trailing, or repeated spaces");
        }
    }

    private static void CheckTags(UploadPolicyOptions options, Action<string, string> flaw)
    {
        if (options.Tags.Count > MaximumTags)
        {
            flaw(nameof(options.Tags), $"has {options.Tags.Count} tags; it must have at most {MaximumTags}");
        }

        foreach (var (name, value) in options.Tags)
        {
            if (!IsTagText(name, 1, 128) || !IsTagText(value, 0, 256))
            {
                flaw(
                    nameof(options.Tags),
                    $"contains '{name}'; a name must have 1 to 128 and a value at most 256 characters: "
                    + "letters, digits, spaces, and + - = . _ : / @");
            }
        }
    }

    // "Object tagging": the characters that every service allows.
    private static bool IsTagText(string? text, int shortest, int longest) =>
        text is not null && text.Length >= shortest && text.Length <= longest
        && text.All(c => char.IsAsciiLetterOrDigit(c) || " +-=._:/@".Contains(c, StringComparison.Ordinal));

    private static void CheckMetadata(UploadPolicyOptions options, Action<string, string> flaw)
    {
        foreach (var (name, value) in options.Metadata)
        {
            if (name == SlotBinding.MetadataName)
            {
                flaw(nameof(options.Metadata), $"contains '{name}', which ties an upload to its slot; use another name");
            }
            else if (!MetadataText.IsName(name) || !MetadataText.IsValue(value))
            {
                flaw(
                    nameof(options.Metadata),
                    $"contains '{name}'; a name must have 1 to 64 lowercase letters, digits, and '-', "
                    + "and a value must consist of printable ASCII characters without leading, trailing, or repeated spaces");
            }
        }

        foreach (var name in options.AllowedMetadata)
        {
            if (name == SlotBinding.MetadataName)
            {
                flaw(nameof(options.AllowedMetadata), $"contains '{name}', which ties an upload to its slot; use another name");
            }
            else if (!MetadataText.IsName(name))
            {
                flaw(nameof(options.AllowedMetadata), $"contains '{name}'; a name must have 1 to 64 lowercase letters, digits, and '-'");
            }
            else if (options.Metadata.ContainsKey(name))
            {
                flaw(nameof(options.AllowedMetadata), $"contains '{name}', which Metadata already sets for every upload; remove it from one of the two");
            }
        }
    }
}
