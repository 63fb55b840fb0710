using System.Net;
using Amazon.S3;
using Microsoft.Extensions.DependencyInjection;

namespace PresignKit.BrowserTests.Clients.Stores;

/// <summary>A store that clients upload to, through an application of the tests.</summary>
internal interface IClientStore : IAsyncDisposable
{
    /// <summary>Whether the store can run on this machine.</summary>
    bool IsAvailable { get; }

    /// <summary>The store's address; it may not listen until the application has started.</summary>
    IPEndPoint Address { get; }

    /// <summary>A name of this machine, other than 127.0.0.1, that the store accepts as the host.</summary>
    string PublicHost { get; }

    string Bucket { get; }

    /// <summary>Whether files can be sent as the body of one PUT; if not, they are sent by form.</summary>
    bool Puts { get; }

    /// <summary>Whether files can be sent in parts.</summary>
    bool HasParts { get; }

    /// <summary>Whether the answer to a form has the header ETag.</summary>
    bool FormsAnswerETag { get; }

    /// <summary>Continues if <see cref="IsAvailable"/>; otherwise skips the test, or fails it if the store is required.</summary>
    void Require();

    /// <summary>Starts the store, unless the application starts it.</summary>
    Task StartAsync();

    /// <summary>Adds the store to the application.</summary>
    void AddTo(PresignKitBuilder kit, string publicEndpoint);

    /// <summary>Full access to the bucket, without PresignKit.</summary>
    AmazonS3Client CreateClient();
}
