using Amazon.S3;
using Microsoft.Extensions.Logging;
using PresignKit.S3.Credentials;
using PresignKit.S3.Http;
using PresignKit.S3.Objects;
using PresignKit.S3.Settings;

namespace PresignKit.S3.Providers;

/// <summary>The renewed credentials and the clients of an endpoint. No part of them depends on a bucket, so that several buckets can share them.</summary>
internal sealed class S3Connections : IDisposable
{
    private readonly bool _ownsKeeper;

    private S3Connections(CredentialKeeper keeper, bool ownsKeeper, AmazonS3Client client) =>
        (Keeper, _ownsKeeper, Client) = (keeper, ownsKeeper, client);

    public CredentialKeeper Keeper { get; }

    public AmazonS3Client Client { get; }

    public PlainHttp Http { get; } = new();

    /// <summary>Opens them without sending a request.</summary>
    /// <param name="settings">Endpoint, region, and credentials.</param>
    /// <param name="keeper">The credentials of another store, to be shared and not disposed of; null: those of the settings.</param>
    /// <param name="needed">Returns how long the policies need credentials to last.</param>
    /// <param name="clock">The clock.</param>
    /// <param name="logger">Logs the renewal of credentials.</param>
    public static S3Connections Open(
        S3StoreSettings settings, CredentialKeeper? keeper, Func<TimeSpan> needed, TimeProvider clock, ILogger logger)
    {
        var own = keeper ?? new(settings.Name, Lookup(settings, needed, clock), needed, clock, logger);
        return new(own, keeper is null, S3ClientFactory.Create(settings, new RenewingSdkCredentials(own), clock));
    }

    public static ICredentialLookup Lookup(S3StoreSettings settings, Func<TimeSpan> needed, TimeProvider clock) =>
        CredentialLookupFactory.Create(settings, S3ClientFactory.Configure(settings), needed, clock);

    public void Dispose()
    {
        Http.Dispose();
        Client.Dispose();
        if (_ownsKeeper)
        {
            Keeper.Dispose();
        }
    }
}
