using Microsoft.Extensions.Configuration;
using PresignKit.Policies;

namespace PresignKit.Configuration;

/// <summary>
/// Reads policies from the <c>PresignKit</c> section. The binder ignores a setting that does not exist, so a typo would leave a
/// security setting at its default, and it appends to lists. Here, an unknown setting or an invalid value is one of the flaws that are
/// reported when the host starts, and a list in configuration replaces the one that code set.
/// </summary>
internal static class PolicySection
{
    internal static readonly string[] UploadSettings =
    [
        nameof(UploadPolicyOptions.StoreName),
        nameof(UploadPolicyOptions.AllowedContentTypes),
        nameof(UploadPolicyOptions.AllowedActiveContentTypes),
        nameof(UploadPolicyOptions.ContentTypeAliases),
        nameof(UploadPolicyOptions.MaximumSize),
        nameof(UploadPolicyOptions.MinimumSize),
        nameof(UploadPolicyOptions.Lifetime),
        nameof(UploadPolicyOptions.MinimumLifetime),
        nameof(UploadPolicyOptions.Key),
        nameof(UploadPolicyOptions.KeyValues),
        nameof(UploadPolicyOptions.WriteOnce),
        nameof(UploadPolicyOptions.Freeze),
        nameof(UploadPolicyOptions.FrozenPrefix),
        nameof(UploadPolicyOptions.RequireChecksum),
        nameof(UploadPolicyOptions.Transport),
        nameof(UploadPolicyOptions.AllowUnenforced),
        nameof(UploadPolicyOptions.Encryption),
        nameof(UploadPolicyOptions.EncryptionKeyId),
        nameof(UploadPolicyOptions.CacheControl),
        nameof(UploadPolicyOptions.ContentLanguage),
        nameof(UploadPolicyOptions.Disposition),
        nameof(UploadPolicyOptions.StorageClass),
        nameof(UploadPolicyOptions.Tags),
        nameof(UploadPolicyOptions.Metadata),
        nameof(UploadPolicyOptions.AllowedMetadata),
    ];

    internal static readonly string[] DownloadSettings =
    [
        nameof(DownloadPolicyOptions.Lifetime),
        nameof(DownloadPolicyOptions.MinimumLifetime),
        nameof(DownloadPolicyOptions.Disposition),
        nameof(DownloadPolicyOptions.InlineContentTypes),
        nameof(DownloadPolicyOptions.CacheControl),
        nameof(DownloadPolicyOptions.StableWindow),
    ];

    /// <summary>Applies the section to the options, and adds flaws to <see cref="PresignKitOptions.SectionFlaws"/>.</summary>
    public static void Apply(IConfiguration section, PresignKitOptions options)
    {
        var flaws = options.SectionFlaws;
        foreach (var policy in section.GetSection(nameof(PresignKitOptions.UploadPolicies)).GetChildren())
        {
            var target = NamedPolicies.GetOrAdd(options.UploadPolicies, policy.Key);
            var path = $"{nameof(PresignKitOptions.UploadPolicies)}:{policy.Key}";
            Check(policy, path, UploadSettings, flaws);
            target.AllowedContentTypes = Start(policy, path, nameof(target.AllowedContentTypes), target.AllowedContentTypes, flaws);
            target.AllowedActiveContentTypes =
                Start(policy, path, nameof(target.AllowedActiveContentTypes), target.AllowedActiveContentTypes, flaws);
            target.KeyValues = Start(policy, path, nameof(target.KeyValues), target.KeyValues, flaws);
            target.AllowedMetadata = Start(policy, path, nameof(target.AllowedMetadata), target.AllowedMetadata, flaws);
            Bind(path, flaws, () => policy.Bind(target));
        }

        foreach (var policy in section.GetSection(nameof(PresignKitOptions.DownloadPolicies)).GetChildren())
        {
            var target = NamedPolicies.GetOrAdd(options.DownloadPolicies, policy.Key);
            var path = $"{nameof(PresignKitOptions.DownloadPolicies)}:{policy.Key}";
            Check(policy, path, DownloadSettings, flaws);
            target.InlineContentTypes = Start(policy, path, nameof(target.InlineContentTypes), target.InlineContentTypes, flaws);
            Bind(path, flaws, () => policy.Bind(target));
        }
    }

    private static void Check(IConfigurationSection policy, string path, string[] settings, List<string> flaws)
    {
        foreach (var entry in policy.GetChildren())
        {
            if (!settings.Contains(entry.Key, StringComparer.OrdinalIgnoreCase))
            {
                flaws.Add($"{path}:{entry.Key} is not a valid setting; valid settings are: {string.Join(", ", settings)}.");
            }
        }
    }

    /// <summary>The list that the binder appends to: an empty one if configuration has the setting, otherwise the one that code set.</summary>
    private static IList<string> Start(IConfigurationSection policy, string path, string setting, IList<string> fromCode, List<string> flaws) =>
        ListSetting.Read(policy, setting, $"{path}:{setting}", flaws) is null ? fromCode : [];

    private static void Bind(string path, List<string> flaws, Action bind)
    {
        try
        {
            bind();
        }
        catch (InvalidOperationException e)
        {
            // The binder's message contains the setting's full path and its value; policies contain no secrets.
            flaws.Add($"{path} has an invalid value. {e.Message}");
        }
    }
}
