using PresignKit.Policies;

namespace PresignKit;

/// <summary>The settings of PresignKit as a whole, from code or from the <c>PresignKit</c> section of configuration.</summary>
public sealed class PresignKitOptions
{
    /// <summary>The name of the store that <see cref="IPresignedUrlIssuer"/> and policies use when no store is named.</summary>
    /// <value>Null: the store that was registered first.</value>
    public string? DefaultStoreName { get; set; }

    /// <summary>
    /// The name of this application at its stores: 1 to 64 letters, digits, or <c>-</c>. The value that ties each upload to its slot
    /// (<see cref="DeclaredUpload.Binding"/>) contains it, so that a sweep (<see cref="IUploadSweeper"/>) can tell this application's objects from those
    /// of others. All instances of the application need the same name; applications with databases of their own, such as production and staging,
    /// need different ones. After a change, objects with the previous name count as foreign.
    /// </summary>
    /// <value>Null: uploads carry no name, and a sweep deletes no objects.</value>
    public string? ApplicationName { get; set; }

    /// <summary>
    /// The origins of the pages that upload and download, as browsers send them: <c>https://app.example.com</c>. Each store's CORS
    /// configuration is checked for them when the host starts, and <see cref="IStoreSetup.EnsureCorsAsync"/> adds them to it.
    /// </summary>
    /// <value>An empty list: CORS is not checked.</value>
    /// <exception cref="ArgumentNullException">The value is null.</exception>
    public IList<string> PageOrigins
    {
        get;
        set => field = value ?? throw new ArgumentNullException(nameof(value));
    } = [];

    /// <summary>
    /// Whether each of <see cref="PageOrigins"/> may contain one <c>*</c>: <c>https://*.example.com</c>, or <c>*</c> for every page.
    /// Access to an object still requires a signature, but any matching page that obtains a URL can use it in its visitors' browsers.
    /// </summary>
    /// <value>False: each must be one exact origin.</value>
    public bool AllowWildcardOrigins { get; set; }

    /// <summary>Whether checks warn if a bucket lacks the bucket policy that <see cref="IStoreSetup.EnsureBucketPolicyAsync"/> sets.</summary>
    /// <value>False: bucket policies are not checked.</value>
    public bool ExpectBucketPolicy { get; set; }

    /// <summary>Whether checks warn if a bucket lacks the lifecycle rules that <see cref="IStoreSetup.EnsureLifecycleAsync"/> sets.</summary>
    /// <value>False: lifecycle rules are not checked.</value>
    public bool ExpectLifecycle { get; set; }

    /// <summary>
    /// The age at which the lifecycle rules of <see cref="IStoreSetup.EnsureLifecycleAsync"/> remove uploads that were never finished or
    /// completed: 1 to 365 days. It is rounded up to whole days, and to at least one day more than the longest lifetime of a slot.
    /// </summary>
    /// <value>7 days.</value>
    public TimeSpan AbandonedAfter { get; set; } = TimeSpan.FromDays(7);

    /// <summary>
    /// Whether every store is checked when the host starts: that it can be reached, its credentials, bucket, region, clock, and CORS
    /// configuration.
    /// </summary>
    /// <value><see cref="StartupCheckMode.Warn"/>.</value>
    public StartupCheckMode StartupCheck { get; set; } = StartupCheckMode.Warn;

    /// <summary>
    /// Whether every store is probed when the host starts: that it enforces what its profile says. A probe writes small objects to the
    /// bucket and deletes them; see <see cref="IStoreSetup.ProbeAsync"/>. A store whose profile a probe must confirm
    /// (<see cref="StoreProfile.UntilConfirmed"/>) is probed in any case.
    /// </summary>
    /// <value><see cref="StartupCheckMode.Off"/>, because a probe writes to the bucket.</value>
    public StartupCheckMode StartupProbe { get; set; }

    /// <summary>The upload policies by name; letter case is ignored.</summary>
    /// <value>Empty.</value>
    public IDictionary<string, UploadPolicyOptions> UploadPolicies { get; } =
        new Dictionary<string, UploadPolicyOptions>(NamedPolicies.Comparer);

    /// <summary>The download policies by name. <see cref="DownloadRequest.DefaultPolicy"/> exists even if it is not listed.</summary>
    /// <value>Empty.</value>
    public IDictionary<string, DownloadPolicyOptions> DownloadPolicies { get; } =
        new Dictionary<string, DownloadPolicyOptions>(NamedPolicies.Comparer);

    /// <summary>The settings in configuration that cannot be read; reported with all other flaws.</summary>
    internal List<string> SectionFlaws { get; } = [];
}
