namespace PresignKit.Sample.Media.Store;

/// <summary>The <c>S3</c> section of configuration: a store that runs elsewhere.</summary>
internal sealed record RemoteStoreSettings
{
    public string? Endpoint { get; init; }

    public string? PublicEndpoint { get; init; }

    public string? AccessKey { get; init; }

    public string? SecretKey { get; init; }

    public string Bucket { get; init; } = "";

    public string Region { get; init; } = "";

    /// <summary>Where browsers reach the bucket; at Amazon it is part of the host.</summary>
    public string BrowserEndpoint => PublicEndpoint ?? Endpoint ?? $"https://{Bucket}.s3.{Region}.amazonaws.com";

    /// <exception cref="StoreStartException">A setting is missing.</exception>
    public static RemoteStoreSettings From(IConfigurationSection section, StoreKind kind)
    {
        var settings = new RemoteStoreSettings
        {
            Endpoint = Text("Endpoint"),
            PublicEndpoint = Text("PublicEndpoint"),
            AccessKey = Text("AccessKey"),
            SecretKey = Text("SecretKey"),
            Bucket = Text("Bucket") ?? throw Missing("Bucket", "the bucket that uploads go to"),
            Region = Text("Region") ?? OwnRegion(kind) ?? throw Missing("Region", "the bucket's region, such as eu-central-1"),
        };
        if (kind == StoreKind.S3)
        {
            return settings;
        }

        // Only Amazon has a known endpoint, and only for Amazon does the AWS SDK find credentials.
        return settings switch
        {
            { Endpoint: null } => throw Missing("Endpoint", "the address of the store, such as http://127.0.0.1:9000"),
            { AccessKey: null } => throw Missing("AccessKey", "the access key of the store's account"),
            { SecretKey: null } => throw Missing("SecretKey", "the secret of the store's account"),
            _ => settings,
        };

        // As AWS's own tools read it; Ceph and MinIO accept us-east-1.
        static string? OwnRegion(StoreKind kind) => kind != StoreKind.S3 ? "us-east-1"
            : Environment.GetEnvironmentVariable("AWS_REGION") ?? Environment.GetEnvironmentVariable("AWS_DEFAULT_REGION");

        string? Text(string name) => section[name] is { Length: > 0 } value ? value : null;

        StoreStartException Missing(string name, string meaning) =>
            new($"--Store {kind.ToString().ToLowerInvariant()} requires --S3:{name}: {meaning}.");
    }

    public override string ToString() => $"{Bucket} at {BrowserEndpoint}";
}
