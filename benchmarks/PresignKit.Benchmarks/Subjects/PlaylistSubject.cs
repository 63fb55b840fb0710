using System.Buffers;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using PresignKit.Providers;
using PresignKit.SigV4;

namespace PresignKit.Benchmarks.Subjects;

/// <summary>
/// A playlist, read from a store and written with signed segments: by <see cref="IPlaylistSigner"/>, and by the few lines that an
/// application writes with AWSSDK.S3.
/// </summary>
internal sealed class PlaylistSubject : IDisposable
{
    [ThreadStatic]
    private static ArrayBufferWriter<byte>? t_writer;

    private readonly AwsSdkSubject _awsSdk;
    private readonly StoredPlaylist _playlist;
    private readonly PlaylistGrant _grant;
    private readonly ServiceProvider _services;
    private readonly IPlaylistSigner _signer;

    public PlaylistSubject(AwsSdkSubject awsSdk, StoredPlaylist playlist)
    {
        _awsSdk = awsSdk;
        _playlist = playlist;
        _grant = new() { Playlist = playlist.Key, Root = StoredPlaylist.Folder };
        var services = new ServiceCollection();
        services.AddPresignKit()
            .AddS3("media", store =>
            {
                store.Bucket = Workload.Bucket;
                store.Region = Workload.Region;
                store.Endpoint = Workload.Endpoint;
                store.Addressing = BucketAddressing.Path;
                store.AccessKeyId = Workload.AccessKeyId;
                store.SecretAccessKey = Workload.SecretAccessKey;
            })
            .AddDownloadPolicy(DownloadRequest.DefaultPolicy, policy => (policy.Lifetime, policy.StableWindow) = (Workload.Expiry, TimeSpan.Zero));
        var store = services.Last(service => service.ServiceType == typeof(StoreRegistration));
        services.Remove(store);
        services.AddSingleton(_playlist.Wrap((StoreRegistration)store.ImplementationInstance!));
        _services = services.BuildServiceProvider();
        _signer = _services.GetRequiredService<IPlaylistSigner>();
    }

    /// <summary>Writes the signed playlist into a reused buffer, and returns its length.</summary>
    public int Sign()
    {
        var writer = t_writer ??= new(1024 * 1024);
        writer.ResetWrittenCount();
        Write(writer);
        return writer.WrittenCount;
    }

    /// <summary>Writes the signed playlist.</summary>
    public void Write(IBufferWriter<byte> destination)
    {
        var signing = _signer.SignAsync(_grant, destination);
        if (!signing.IsCompletedSuccessfully)
        {
            throw new InvalidOperationException("The signer did not answer at once.");
        }
    }

    /// <summary>Writes the signed playlist once it is complete, as <c>MapPresignKitPlaylists</c> does.</summary>
    public void WriteComplete(IBufferWriter<byte> destination)
    {
        Sign();
        destination.Write(t_writer!.WrittenSpan);
    }

    /// <summary>As <see cref="Sign"/>, with AWSSDK.S3.</summary>
    public int SignWithAwsSdk()
    {
        var writer = t_writer ??= new(1024 * 1024);
        writer.ResetWrittenCount();
        WriteWithAwsSdk(writer);
        return writer.WrittenCount;
    }

    /// <summary>As <see cref="Write"/>, with AWSSDK.S3.</summary>
    public void WriteWithAwsSdk(IBufferWriter<byte> destination)
    {
        using var reader = new StreamReader(_playlist.OpenReadAsync(_grant.Playlist).Result);
        while (reader.ReadLine() is { } line)
        {
            Encoding.UTF8.GetBytes(line is ['#', ..] or "" ? line : _awsSdk.GetAttachmentUrl(StoredPlaylist.Folder + line), destination);
            destination.Write("\n"u8);
        }
    }

    public void Dispose() => _services.Dispose();
}
