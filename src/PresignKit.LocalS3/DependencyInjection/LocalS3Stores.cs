using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using PresignKit.LocalS3.Hosting;
using PresignKit.LocalS3.Storage;
using PresignKit.S3;
using PresignKit.SigV4;

namespace PresignKit.LocalS3.DependencyInjection;

/// <summary>
/// All stores of the embedded server: derives the server's options from all of them, and each store's S3 settings. Port and access keys are chosen
/// here, before the server starts, because stores are validated first.
/// </summary>
internal sealed class LocalS3Stores : IConfigureOptions<LocalS3Options>
{
    private readonly Dictionary<string, LocalS3StoreOptions> _stores;
    private readonly string _contentRoot;
    private readonly string _applicationName;
    private readonly int _port;
    private readonly string _accessKeyId;
    private readonly string _secretAccessKey;

    public LocalS3Stores(IEnumerable<LocalS3StoreName> names, IOptionsMonitor<LocalS3StoreOptions> options, IHostEnvironment? environment = null)
    {
        _stores = names.DistinctBy(n => n.Name).ToDictionary(n => n.Name, n => options.Get(n.Name), StringComparer.Ordinal);
        _contentRoot = environment?.ContentRootPath ?? AppContext.BaseDirectory;
        _applicationName = environment?.ApplicationName ?? "";
        _port = _stores.Values.Select(o => o.Port).FirstOrDefault(port => port is not (null or 0)) ?? FreePort();
        _accessKeyId = First(o => o.AccessKeyId) ?? $"LOCAL{RandomNumberGenerator.GetHexString(15)}";
        _secretAccessKey = First(o => o.SecretAccessKey) ?? Convert.ToBase64String(RandomNumberGenerator.GetBytes(30));
    }

    private bool PretendsEncryption => _stores.Values.Any(o => o.PretendEncryption);

    public void Configure(LocalS3Options options)
    {
        if (First(o => o.Directory) is { } directory)
        {
            options.Directory = Path.Combine(_contentRoot, directory);
        }
        else
        {
            (options.Directory, options.FallbackDirectory) = DefaultFolder.For(_applicationName, _contentRoot);
        }

        options.Port = _port;
        options.Listen = First(o => o.Listen);
        options.PretendEncryption = PretendsEncryption;
        options.Faults = _stores.Values.Select(o => o.Faults).FirstOrDefault(faults => faults is not null);
        options.AccessKeyId = _accessKeyId;
        options.SecretAccessKey = _secretAccessKey;
        options.AllowProduction = _stores.Values.Any(o => o.AllowProduction);
        options.Buckets = [.. _stores.Select(s => BucketOf(s.Key, s.Value)).Distinct(StringComparer.Ordinal)];
        var origins = _stores.Values.SelectMany(o => o.AllowedOrigins).Distinct(StringComparer.Ordinal).ToArray();
        options.AllowedOrigins = origins.Length > 0 ? origins : ["*"];
        foreach (var host in _stores.Values.Select(o => o.PublicEndpoint).OfType<string>().Select(HostOf)
            .Except(options.BaseHosts, StringComparer.OrdinalIgnoreCase)
            .ToArray())
        {
            options.BaseHosts = [.. options.BaseHosts, host];
        }
    }

    /// <summary>The S3 settings of one store: the backend uses the IP address and path style, which always resolve; browsers use what the options specify.</summary>
    public void Configure(string name, S3StoreOptions options)
    {
        var store = _stores[name];
        options.Bucket = BucketOf(name, store);
        var listen = ListenAddress.Of(First(o => o.Listen));
        options.Endpoint = listen.Url(_port);
        options.Addressing = BucketAddressing.Path;
        options.PublicEndpoint = store.PublicEndpoint ?? listen.PublicUrl(_port);
        options.AllowInsecurePublicEndpoint = !listen.IsThisMachine; // The server has no TLS, so an address that others can reach is http.
        options.InsecureAdvice = $"set {nameof(LocalS3StoreOptions.Listen)} to the address on which other machines reach this one, or to 0.0.0.0";
        options.PublicAddressing = store.PublicAddressing;
        options.AccessKeyId = _accessKeyId;
        options.SecretAccessKey = _secretAccessKey;
        options.Profile = PretendsEncryption
            ? S3Profiles.Local with { StoreManagedEncryption = Capability.Yes, KeyServiceEncryption = Capability.Yes }
            : S3Profiles.Local;
        options.SectionFlaws.AddRange(store.SectionFlaws);
    }

    private static string BucketOf(string name, LocalS3StoreOptions store) => store.Bucket ?? name;

    private static string HostOf(string endpoint) => Uri.TryCreate(endpoint, UriKind.Absolute, out var uri) ? uri.IdnHost : "localhost";

    private string? First(Func<LocalS3StoreOptions, string?> setting) =>
        _stores.Values.Select(setting).FirstOrDefault(value => !string.IsNullOrEmpty(value));

    /// <summary>Asks the system for a free port and gives it back; the server takes it a moment later.</summary>
    private static int FreePort()
    {
        using var probe = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        probe.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return ((IPEndPoint)probe.LocalEndPoint!).Port;
    }
}
