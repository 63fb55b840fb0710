using System.Buffers;
using System.Globalization;
using Microsoft.AspNetCore.Http;
using PresignKit.LocalS3.Bodies;
using PresignKit.LocalS3.Faults;
using PresignKit.LocalS3.Http;

namespace PresignKit.LocalS3.Injection;

/// <summary>Carries out the requests of a store, and lets the faults happen that its owner has asked for. What is stored is changed by the operation
/// alone, which runs entirely or not at all.</summary>
internal sealed class FaultInjector(LocalS3Faults? faults, StoreServices services)
{
    /// <summary>Runs the operation, unless a fault takes its place.</summary>
    /// <param name="request">The request, whose signature is valid.</param>
    /// <param name="operation">What it is.</param>
    /// <param name="key">The object key, or null.</param>
    /// <param name="form">The rest of a form's body, or null if the body has not been touched.</param>
    /// <param name="work">The operation.</param>
    public Task RunAsync(S3Request request, LocalS3Operation operation, string? key, Stream? form, Func<Task> work)
    {
        if (faults?.Find(Describe(request, operation, key)) is not { } fault)
        {
            return work();
        }

        InjectionLog.Injected(services.Log, operation, request.EncodedPath, fault);
        return fault.Kind switch
        {
            FaultKind.Delay => DelayAsync(request, fault, work),
            FaultKind.Throttle => ThrottleAsync(request, fault, work),
            FaultKind.CutReply => CutAsync(request, fault, work),
            _ => EndAsync(request, fault, form, work),
        };
    }

    private static LocalS3FaultRequest Describe(S3Request request, LocalS3Operation operation, string? key) => new(
        operation,
        request.Bucket,
        string.IsNullOrEmpty(key) ? null : key,
        int.TryParse(request.Query.Find("partNumber"), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null,
        request.Query.Find("uploadId"));

    /// <summary>An error, or no answer at all.</summary>
    private async Task EndAsync(S3Request request, LocalS3Fault fault, Stream? form, Func<Task> work)
    {
        switch (fault.Moment)
        {
            case LocalS3FaultMoment.AfterBody:
                await DropAsync(form ?? new TimedBody(request.Context.Request, services), request.Aborted).ConfigureAwait(false);
                break;
            case LocalS3FaultMoment.AfterWork:
                await RunSilentlyAsync(request.Response, work).ConfigureAwait(false);
                break;
            default:
                break;
        }

        if (fault.Kind == FaultKind.Reset)
        {
            throw new ConnectionFaultException();
        }

        throw new S3Exception(new S3Error(fault.Status, fault.Code, fault.Message)
        {
            Headers = fault.RetryAfter is { } time
                ? [("Retry-After", Math.Ceiling(time.TotalSeconds).ToString(CultureInfo.InvariantCulture))]
                : [],
        });
    }

    private async Task DelayAsync(S3Request request, LocalS3Fault fault, Func<Task> work)
    {
        if (fault.Moment == LocalS3FaultMoment.AfterWork)
        {
            request.Response.OnStarting(() => WaitAsync(fault.Time, request.Aborted));
        }
        else
        {
            await Task.Delay(fault.Time, services.Time, request.Aborted).ConfigureAwait(false);
        }

        await work().ConfigureAwait(false);
    }

    private async Task WaitAsync(TimeSpan time, CancellationToken cancellationToken)
    {
        try
        {
            await Task.Delay(time, services.Time, cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // Nobody waits for the answer anymore.
        }
    }

    private async Task ThrottleAsync(S3Request request, LocalS3Fault fault, Func<Task> work)
    {
        request.Context.Features.Set(new Pace(fault.Bytes, services.Time));
        var response = request.Response;
        var body = response.Body;
        response.Body = new PacedStream(body, new Pace(fault.Bytes, services.Time));
        try
        {
            await work().ConfigureAwait(false);
        }
        finally
        {
            response.Body = body;
        }
    }

    private static async Task CutAsync(S3Request request, LocalS3Fault fault, Func<Task> work)
    {
        var response = request.Response;
        var body = response.Body;
        response.Body = new CutStream(body, fault.Bytes);
        try
        {
            await work().ConfigureAwait(false);
        }
        finally
        {
            response.Body = body;
        }
    }

    /// <summary>Carries the request out, and drops the answer, also that of a request that is refused.</summary>
    private static async Task RunSilentlyAsync(HttpResponse response, Func<Task> work)
    {
        var body = response.Body;
        response.Body = Stream.Null;
        try
        {
            await work().ConfigureAwait(false);
        }
        catch (S3Exception)
        {
            // Its answer is lost, like any other.
        }
        finally
        {
            response.Body = body;
        }
    }

    private static async Task DropAsync(Stream body, CancellationToken cancellationToken)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(64 * 1024);
        try
        {
            while (await body.ReadAsync(buffer, cancellationToken).ConfigureAwait(false) > 0)
            {
                // Dropped.
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
