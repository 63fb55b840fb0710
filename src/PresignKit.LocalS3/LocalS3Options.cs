using System.Diagnostics;

namespace PresignKit.LocalS3;

/// <summary>Options for an embedded store. They are read once, when the store starts.</summary>
[DebuggerDisplay("{Directory,nq} on port {Port}")]
public sealed class LocalS3Options
{
    /// <summary>Gets or sets the folder that stores all data. It is created if it is missing. A folder that contains anything else is refused, and so
    /// is a link inside it. Only one process at a time can use it.</summary>
    /// <value>Required.</value>
    public string Directory { get; set; } = "";

    /// <summary>Gets or sets the TCP port to listen on. 0 selects a free port, which <see cref="LocalS3Server.Endpoint"/> then contains.</summary>
    /// <value>The default is 0.</value>
    public int Port { get; set; }

    /// <summary>Gets or sets the IP address to listen on: one of this machine's, <c>0.0.0.0</c> for all IPv4 addresses, or <c>*</c> for all addresses.
    /// Unless it is a loopback address, other machines can reach the store, without TLS, and a warning is logged. Intended for containers and for
    /// phones in the same network.</summary>
    /// <value>The default is <see langword="null"/>: only this machine can reach it, at 127.0.0.1 and, if the port is fixed, also at ::1.</value>
    public string? Listen { get; set; }

    /// <summary>Gets or sets a value that specifies whether the store may start in the Production environment. It stores objects on a single disk,
    /// without replication, TLS or user accounts.</summary>
    /// <value>The default is <see langword="false"/>.</value>
    public bool AllowProduction { get; set; }

    /// <summary>Gets or sets a value that specifies whether requests for encryption (<c>x-amz-server-side-encryption</c>) are answered as if they were
    /// granted. <b>Objects are stored unencrypted all the same</b>; a warning is logged at startup. Intended for code that must request encryption
    /// because it also runs with a store that encrypts.</summary>
    /// <value>The default is <see langword="false"/>: a request for encryption is refused with 501 NotImplemented.</value>
    public bool PretendEncryption { get; set; }

    /// <summary>Gets or sets the faults to inject, for tests of code that must cope with a store that fails. A warning is logged at startup. The store
    /// does not start with it in the Production environment, even if <see cref="AllowProduction"/> is true.</summary>
    /// <value>The default is <see langword="null"/>: no faults.</value>
    public LocalS3Faults? Faults { get; set; }

    /// <summary>Gets or sets the only access key ID that the store accepts.</summary>
    /// <value>Required.</value>
    public string AccessKeyId { get; set; } = "";

    /// <summary>Gets or sets the secret of the access key. It is never logged.</summary>
    /// <value>Required.</value>
    public string SecretAccessKey { get; set; } = "";

    /// <summary>Gets or sets the region that signatures must name.</summary>
    /// <value>The default is <c>us-east-1</c>.</value>
    public string Region { get; set; } = "us-east-1";

    /// <summary>Gets or sets the buckets to create at startup if they are missing.</summary>
    /// <value>The default is an empty list.</value>
    /// <exception cref="ArgumentNullException">The value is null.</exception>
    public IList<string> Buckets
    {
        get;
        set => field = value ?? throw new ArgumentNullException(nameof(value));
    } = [];

    /// <summary>Gets or sets the browser origins, such as <c>https://app.example</c> or <c>*</c>, that may send GET, HEAD, PUT, POST and DELETE
    /// requests with any header to the buckets that have no CORS configuration of their own.</summary>
    /// <value>The default is an empty list, which allows no browser page.</value>
    /// <exception cref="ArgumentNullException">The value is null.</exception>
    public IList<string> AllowedOrigins
    {
        get;
        set => field = value ?? throw new ArgumentNullException(nameof(value));
    } = [];

    /// <summary>Gets or sets the host names whose subdomains are bucket names: with <c>localhost</c>, <c>http://media.localhost:5081/key</c>
    /// addresses the bucket <c>media</c>. Requests to any other host use path style.</summary>
    /// <value>The default is <c>localhost</c>.</value>
    /// <exception cref="ArgumentNullException">The value is null.</exception>
    public IList<string> BaseHosts
    {
        get;
        set => field = value ?? throw new ArgumentNullException(nameof(value));
    } = ["localhost"];

    /// <summary>The folder to use if <see cref="Directory"/> is a default that this process cannot write to.</summary>
    internal string? FallbackDirectory { get; set; }
}
