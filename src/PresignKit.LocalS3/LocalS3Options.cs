using System.Diagnostics;

namespace PresignKit.LocalS3;

/// <summary>Options for an embedded store. They are read once, when the store starts.</summary>
[DebuggerDisplay("{Directory,nq} on port {Port}")]
public sealed class LocalS3Options
{
    /// <summary>Gets or sets the folder that stores all data. It is created if it is missing. Only one process at a time can use it.</summary>
    /// <value>Required.</value>
    public string Directory { get; set; } = "";

    /// <summary>Gets or sets the TCP port to listen on. 0 selects a free port, which <see cref="LocalS3Server.Endpoint"/> then contains.</summary>
    /// <value>The default is 0.</value>
    public int Port { get; set; }

    /// <summary>Gets or sets who can reach the store.</summary>
    /// <value>The default is <see cref="LocalS3Listening.Loopback"/>.</value>
    public LocalS3Listening Listen { get; set; } = LocalS3Listening.Loopback;

    /// <summary>Gets or sets a value that specifies whether the store may start in the Production environment.</summary>
    /// <value>The default is <see cref="LocalS3Production.Refuse"/>.</value>
    public LocalS3Production Production { get; set; } = LocalS3Production.Refuse;

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
    public IList<string> Buckets { get; set; } = [];

    /// <summary>Gets or sets the browser origins, such as <c>https://app.example</c> or <c>*</c>, that may send GET, HEAD, PUT, POST and DELETE
    /// requests with any header to the buckets that have no CORS configuration of their own.</summary>
    /// <value>The default is an empty list, which allows no browser page.</value>
    public IList<string> AllowedOrigins { get; set; } = [];

    /// <summary>Gets or sets the host names whose subdomains are bucket names: with <c>localhost</c>, <c>http://media.localhost:5081/key</c>
    /// addresses the bucket <c>media</c>. Requests to any other host use path style.</summary>
    /// <value>The default is <c>localhost</c>.</value>
    public IList<string> BaseHosts { get; set; } = ["localhost"];
}
