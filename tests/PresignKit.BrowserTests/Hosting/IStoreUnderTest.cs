using System.Net;

namespace PresignKit.BrowserTests.Hosting;

/// <summary>
/// The store behind the sample. The tests use only these members: to run them on another store, implement this interface, and derive
/// one class from each test class.
/// </summary>
internal interface IStoreUnderTest
{
    /// <summary>Whether the store can run on this machine.</summary>
    bool IsAvailable { get; }

    /// <summary>The store's address; it may not listen until the sample has started.</summary>
    IPEndPoint Address { get; }

    /// <summary>A name of this machine, other than 127.0.0.1, that the store accepts as the host.</summary>
    string PublicHost { get; }

    /// <summary>Whether completion copies a verified upload to another key, because the store accepts a second upload to a slot.</summary>
    bool Freezes { get; }

    /// <summary>Whether files that are larger than the policy's part size are sent in parts.</summary>
    bool TakesParts { get; }

    /// <summary>Continues if <see cref="IsAvailable"/>; otherwise skips the test, or fails it if the store is required.</summary>
    void Require();

    /// <summary>Starts the store, unless the sample starts it.</summary>
    Task StartAsync();

    /// <summary>The sample's arguments for this store at <paramref name="publicEndpoint"/>, and pages of <paramref name="appOrigin"/>.</summary>
    IEnumerable<string> Arguments(string appOrigin, string publicEndpoint);

    /// <summary>The request that a browser must send to upload a file of this type to a slot.</summary>
    UploadRequestHead Upload(string slotKey, string contentType);
}
