using PresignKit.Client.Http;
using PresignKit.Client.Progress;
using PresignKit.Client.Sending;

namespace PresignKit.Client;

/// <summary>
/// Uploads files to an application that uses PresignKit: opens a slot, sends the file directly to the object store in the way that the server chose
/// (PUT, form, or parts in parallel), and completes the slot. Thread-safe; one instance serves all uploads.
/// </summary>
public sealed class UploadClient : IDisposable
{
    private readonly HttpClient _application;
    private readonly HttpClient _store;
    private readonly Uri _endpoint;
    private readonly UploadClientOptions _options;

    /// <summary>Initializes the client.</summary>
    /// <param name="application">Sends the requests to the application, with the cookies or headers that sign the user in. Nothing of it is sent to
    /// the store. It is not disposed.</param>
    /// <param name="endpoint">The prefix that <c>MapPresignKit</c> was given, such as <c>https://app.example/files/</c>; relative if the HttpClient has
    /// a base address.</param>
    /// <param name="options">Options; null for the defaults.</param>
    /// <exception cref="ArgumentException">The endpoint is not an http(s) URL, or the store's HttpClient would send what is the application's.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of range.</exception>
    public UploadClient(HttpClient application, Uri endpoint, UploadClientOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(application);
        ArgumentNullException.ThrowIfNull(endpoint);
        _options = options ?? new();
        _options.Validate();
        if (ReferenceEquals(_options.Store, application))
        {
            throw new ArgumentException(
                "The store must have an HttpClient of its own: the application's sends the user's cookies or headers. Leave Store null.", nameof(options));
        }

        if (_options.Store?.DefaultRequestHeaders is { } headers && (headers.Authorization is not null || headers.Contains("Cookie")))
        {
            throw new ArgumentException(
                "The store's HttpClient must not send the headers Authorization or Cookie: its URLs are permission enough. Remove them.", nameof(options));
        }

        _application = application;
        _endpoint = Absolute(application, endpoint);
        _store = _options.Store ?? StoreClient.Create(_options);
    }

    /// <summary>Uploads a source.</summary>
    /// <param name="source">What is uploaded.</param>
    /// <param name="options">What is declared about it.</param>
    /// <param name="progress">Receives the progress, at most ten times a second and at each step.</param>
    /// <param name="cancellationToken">Interrupts the upload. What was sent stays at the store, so that the upload can be resumed with the state that
    /// <see cref="UploadOptions.SaveState"/> received.</param>
    /// <returns>The application's answer.</returns>
    /// <exception cref="UploadException">The upload failed. Its <see cref="UploadException.State"/> resumes or aborts it.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was canceled.</exception>
    public Task<UploadResult> UploadAsync(
        UploadSource source, UploadOptions options, IProgress<UploadProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(options);
        return RunAsync(source.Size, options.SaveState, progress, run => run.UploadAsync(source, options, cancellationToken), cancellationToken);
    }

    /// <summary>
    /// Goes on with an upload, also in another process. Parts that the store has are read and compared, not sent. An upload that was not in parts begins
    /// again, unless its file has arrived. If the upload was completed before, the application's answer is the same again.
    /// </summary>
    /// <param name="source">The same file as before.</param>
    /// <param name="state">The last state that was saved.</param>
    /// <param name="saveState">Saves the state: see <see cref="UploadOptions.SaveState"/>.</param>
    /// <param name="progress">Receives the progress, at most ten times a second and at each step.</param>
    /// <param name="cancellationToken">Interrupts the upload, which can be resumed again.</param>
    /// <returns>The application's answer.</returns>
    /// <exception cref="UploadException">The upload failed; <see cref="UploadErrorCodes.SourceChanged"/> if the source is not the same file.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was canceled.</exception>
    public Task<UploadResult> ResumeAsync(
        UploadSource source,
        UploadState state,
        Func<UploadState, CancellationToken, ValueTask>? saveState = null,
        IProgress<UploadProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(state);
        return RunAsync(state.Size, saveState, progress, run => run.ResumeAsync(source, state, cancellationToken), cancellationToken);
    }

    /// <summary>Gives an upload up: the server removes what was sent. An upload that is already over is no error.</summary>
    /// <param name="state">The state of the upload.</param>
    /// <param name="cancellationToken">Interrupts the call.</param>
    /// <returns>A task that completes when the upload was given up.</returns>
    /// <exception cref="UploadException">The call failed; <c>upload-completed</c> if the upload was accepted before.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was canceled.</exception>
    public async Task AbortAsync(UploadState state, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(state);
        var slot = new OpenSlot(state.Document);
        using var calls = new SlotCalls(Api(new(_options, static () => { })), slot, static _ => default);
        await calls.AbortAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Disposes the store's HttpClient, if it is this client's own. End all uploads before.</summary>
    public void Dispose()
    {
        if (_options.Store is null)
        {
            _store.Dispose();
        }
    }

    private static Uri Absolute(HttpClient application, Uri endpoint)
    {
        var address = endpoint.IsAbsoluteUri
            ? endpoint
            : application.BaseAddress is { } root ? new Uri(root, endpoint) : endpoint;
        if (!address.IsAbsoluteUri
            || (address.Scheme != Uri.UriSchemeHttps && address.Scheme != Uri.UriSchemeHttp)
            || address.Query.Length > 0 || address.Fragment.Length > 0 || address.UserInfo.Length > 0)
        {
            throw new ArgumentException(
                "The endpoint must be an http or https URL without query and user, or relative to the HttpClient's base address.", nameof(endpoint));
        }

        return address.AbsolutePath.EndsWith('/') ? address : new Uri(address.AbsoluteUri + "/");
    }

    private async Task<UploadResult> RunAsync(
        long size,
        Func<UploadState, CancellationToken, ValueTask>? save,
        IProgress<UploadProgress>? progress,
        Func<UploadRun, Task<UploadResult>> start,
        CancellationToken cancellationToken)
    {
        var meter = new ProgressMeter(progress, size, _options.TimeProvider);
        var backoff = new Backoff(_options, meter.Retry);
        var saver = new StateSaver(save);
        var run = new UploadRun(Api(backoff), new(_store, _options, meter), backoff, meter, _options, saver);
        try
        {
            return await start(run).ConfigureAwait(false);
        }
        catch (OperationCanceledException e) when (cancellationToken.IsCancellationRequested && e.CancellationToken != cancellationToken)
        {
            throw new OperationCanceledException(e.Message, e, cancellationToken);
        }
        catch (UploadException e)
        {
            e.State ??= run.Slot?.Snapshot();
            throw;
        }
    }

    private ApplicationApi Api(Backoff backoff) => new(_application, _endpoint, _options, backoff);
}
