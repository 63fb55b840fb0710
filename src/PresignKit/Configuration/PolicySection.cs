using Microsoft.Extensions.Configuration;

namespace PresignKit.Configuration;

/// <summary>
/// Reads the <c>PresignKit</c> section. The binder passes over a setting that does not exist, so a typing mistake would leave a
/// security setting at its default; here that is one of the flaws reported at start, and so is a value that cannot be read.
/// </summary>
internal static class PolicySection
{
    internal static readonly string[] UploadSettings =
    [
        nameof(UploadPolicyOptions.Store),
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
        nameof(UploadPolicyOptions.Checksum),
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

    /// <summary>Applies the section to the options; flaws are kept with them.</summary>
    public static void Apply(IConfiguration section, PresignKitOptions options)
    {
        options.DefaultStore = section[nameof(PresignKitOptions.DefaultStore)] ?? options.DefaultStore;
        foreach (var policy in section.GetSection(nameof(PresignKitOptions.UploadPolicies)).GetChildren())
        {
            var target = Find(options.UploadPolicies, policy.Key);
            Read(policy, "UploadPolicies", UploadSettings, options.SectionFlaws, () => policy.Bind(target));
        }

        foreach (var policy in section.GetSection(nameof(PresignKitOptions.DownloadPolicies)).GetChildren())
        {
            var target = Find(options.DownloadPolicies, policy.Key);
            Read(policy, "DownloadPolicies", DownloadSettings, options.SectionFlaws, () => policy.Bind(target));
        }
    }

    private static void Read(IConfigurationSection policy, string kind, string[] settings, List<string> flaws, Action bind)
    {
        foreach (var entry in policy.GetChildren())
        {
            if (!settings.Contains(entry.Key, StringComparer.OrdinalIgnoreCase))
            {
                flaws.Add($"{kind}:{policy.Key}:{entry.Key} is no setting of a policy; there are: {string.Join(", ", settings)}.");
            }
        }

        try
        {
            bind();
        }
        catch (InvalidOperationException e)
        {
            // The binder names the setting's whole path, and the value; no policy has a secret.
            flaws.Add($"{kind}:{policy.Key} has a value that cannot be read. {e.Message}");
        }
    }

    private static T Find<T>(IDictionary<string, T> policies, string name)
        where T : new()
    {
        if (!policies.TryGetValue(name, out var policy))
        {
            policies[name] = policy = new();
        }

        return policy;
    }
}
