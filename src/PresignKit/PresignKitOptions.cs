using PresignKit.Policies;

namespace PresignKit;

/// <summary>The settings of PresignKit as a whole, from code or from the <c>PresignKit</c> section of configuration.</summary>
public sealed class PresignKitOptions
{
    /// <summary>The store that <see cref="IPresignedUrlIssuer"/> serves where no name is given.</summary>
    /// <value>Null: the only store, or the one registered first.</value>
    public string? DefaultStore { get; set; }

    /// <summary>The upload policies by name.</summary>
    /// <value>Empty.</value>
    public IDictionary<string, UploadPolicyOptions> UploadPolicies { get; } =
        new Dictionary<string, UploadPolicyOptions>(StringComparer.Ordinal);

    /// <summary>The download policies by name. <c>default</c> exists even when it is not listed.</summary>
    /// <value>Empty.</value>
    public IDictionary<string, DownloadPolicyOptions> DownloadPolicies { get; } =
        new Dictionary<string, DownloadPolicyOptions>(StringComparer.Ordinal);

    /// <summary>What configuration has that cannot be read; reported with all other flaws.</summary>
    internal List<string> SectionFlaws { get; } = [];
}
