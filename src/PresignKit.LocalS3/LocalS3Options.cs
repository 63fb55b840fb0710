using System.Diagnostics;

namespace PresignKit.LocalS3;

/// <summary>What an embedded store needs to know. Read once, when the store starts.</summary>
[DebuggerDisplay("{Directory,nq} on port {Port}")]
public sealed class LocalS3Options
{
    /// <summary>The folder that holds everything. It is created if missing, and one process at a time may use it.</summary>
    /// <value>Required.</value>
    public string Directory { get; set; } = "";

    /// <summary>The TCP port to listen on; 0 takes a free one, which <see cref="LocalS3Server.Endpoint"/> then names.</summary>
    /// <value>Default: 0.</value>
    public int Port { get; set; }

    /// <summary>Who can reach the store.</summary>
    /// <value>Default: <see cref="LocalS3Listening.Loopback"/>.</value>
    public LocalS3Listening Listen { get; set; } = LocalS3Listening.Loopback;

    /// <summary>Whether the store may start in the Production environment.</summary>
    /// <value>Default: <see cref="LocalS3Production.Refuse"/>.</value>
    public LocalS3Production Production { get; set; } = LocalS3Production.Refuse;

    /// <summary>The one access key id the store knows.</summary>
    /// <value>Required.</value>
    public string AccessKeyId { get; set; } = "";

    /// <summary>Its secret. Never logged.</summary>
    /// <value>Required.</value>
    public string SecretAccessKey { get; set; } = "";

    /// <summary>The region that signatures must name.</summary>
    /// <value>Default: <c>us-east-1</c>.</value>
    public string Region { get; set; } = "us-east-1";

    /// <summary>Buckets to create at start if they are missing.</summary>
    /// <value>Default: none.</value>
    public IList<string> Buckets { get; set; } = [];

    /// <summary>Browser origins, such as <c>https://app.example</c> or <c>*</c>, that may use every bucket that has no CORS configuration
    /// of its own: GET, HEAD, PUT, POST and DELETE, with any header.</summary>
    /// <value>Default: none, so that no browser page may.</value>
    public IList<string> AllowedOrigins { get; set; } = [];

    /// <summary>Host names whose subdomains are buckets: with <c>localhost</c>, <c>http://media.localhost:5081/key</c> means the bucket
    /// <c>media</c>. Every other host is path style.</summary>
    /// <value>Default: <c>localhost</c>.</value>
    public IList<string> BaseHosts { get; set; } = ["localhost"];
}
