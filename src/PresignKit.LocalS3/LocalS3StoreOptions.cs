using System.Diagnostics;
using PresignKit.SigV4;

namespace PresignKit.LocalS3;

/// <summary>
/// The settings of a store that the application runs itself, from code or from <c>PresignKit:Stores:NAME</c>. Configuration is applied
/// after all code. Several stores share one embedded server: what one of them sets for the server applies to all.
/// </summary>
[DebuggerDisplay("{ToString(),nq}")]
public sealed class LocalS3StoreOptions
{
    /// <summary>The bucket. It is created when the application starts.</summary>
    /// <value>Null: the store's name.</value>
    public string? Bucket { get; set; }

    /// <summary>
    /// Where browsers reach the server, without the bucket. A host name other than the application's (<c>localhost</c> and
    /// <c>127.0.0.1</c>) makes it a different site, as a real store is: the application's cookies are not sent to it.
    /// </summary>
    /// <value>Null: <c>http://localhost:PORT</c>, or, if <see cref="Listen"/> is an address of this machine in a network, <c>http://ADDRESS:PORT</c>.</value>
    public string? PublicEndpoint { get; set; }

    /// <summary>Where the bucket is in signed URLs.</summary>
    /// <value><see cref="BucketAddressing.Path"/>.</value>
    public BucketAddressing PublicAddressing { get; set; } = BucketAddressing.Path;

    /// <summary>The server's port.</summary>
    /// <value>Null: a free port, a different one at each start.</value>
    public int? Port { get; set; }

    /// <summary>
    /// The IP address on which the server listens: one of this machine's, <c>0.0.0.0</c> for all IPv4 addresses, or <c>*</c> for all addresses. With
    /// an address that is not a loopback address, other machines can reach the store, without TLS, and <see cref="PublicEndpoint"/> may be an http
    /// address.
    /// </summary>
    /// <value>Null: only this machine can reach the server.</value>
    public string? Listen { get; set; }

    /// <summary>The folder that holds all objects. A relative path is resolved against the application's content root.</summary>
    /// <value>Null: a folder for this application below the user's local application data, <c>PresignKit/LocalS3</c>; the log shows it at the start.</value>
    public string? Directory { get; set; }

    /// <summary>The access key ID. Set it together with <see cref="SecretAccessKey"/> if URLs must remain valid after a restart.</summary>
    /// <value>Null: a random one at each start.</value>
    public string? AccessKeyId { get; set; }

    /// <summary>The secret of <see cref="AccessKeyId"/>.</summary>
    /// <value>Null: a random one at each start.</value>
    public string? SecretAccessKey { get; set; }

    /// <summary>The origins of pages that may use the store, such as <c>http://127.0.0.1:5080</c>.</summary>
    /// <value>An empty list: any origin. Access to an object requires a signature.</value>
    /// <exception cref="ArgumentNullException">The value is null.</exception>
    public IList<string> AllowedOrigins
    {
        get;
        set => field = value ?? throw new ArgumentNullException(nameof(value));
    } = [];

    /// <summary>
    /// Whether the server may start in the Production environment. It stores objects on a single disk, without replication, TLS, or user accounts.
    /// </summary>
    /// <value>False.</value>
    public bool AllowProduction { get; set; }

    /// <summary>
    /// Whether requests for encryption are answered as if they were granted, so that an upload policy that demands encryption works with this store.
    /// <b>Objects are stored unencrypted all the same</b>; a warning is logged at start.
    /// </summary>
    /// <value>False: a policy that demands encryption is refused at start, and a request for encryption is answered with 501.</value>
    public bool PretendEncryption { get; set; }

    /// <summary>
    /// The faults that the server injects, for tests of code that must cope with a store that fails; set in code only. The application does not start
    /// with it in the Production environment, even if <see cref="AllowProduction"/> is true.
    /// </summary>
    /// <value>Null: no faults.</value>
    public LocalS3Faults? Faults { get; set; }

    /// <summary>The settings in configuration that cannot be read; reported with all other flaws.</summary>
    internal List<string> SectionFlaws { get; } = [];

    /// <summary>Bucket and address; no secret.</summary>
    /// <returns>Text that is safe to log.</returns>
    public override string ToString() => $"{Bucket} at {PublicEndpoint}";
}
