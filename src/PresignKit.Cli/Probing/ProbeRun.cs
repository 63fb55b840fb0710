using PresignKit.Cli.Errors;

namespace PresignKit.Cli.Probing;

/// <summary>One probe, with a temporary bucket if requested. Everything is removed, however the probe ends.</summary>
internal sealed class ProbeRun(ProbedStore store, ProbeTarget target, MissingBucket missing, ProgressLine progress)
{
    /// <summary>Returns the report, and the failure to remove the bucket that was created for it, or null.</summary>
    public async Task<(ProbeReport Report, CommandException? BucketFailure)> RunAsync(CancellationToken cancellationToken)
    {
        var setup = store.Open();
        using var notice = cancellationToken.Register(() => progress.Note("Stopping, and removing what was written. Ctrl-C again leaves it there."));
        try
        {
            return (await setup.ProbeAsync(progress, cancellationToken).ConfigureAwait(false), null);
        }
        catch (StoreException exception) when (exception.Code == FindingCodes.BucketNotFound)
        {
            return missing == MissingBucket.Refuse
                ? throw new CommandException(
                    ExitCodes.Store, exception.Code, $"{exception.Message}. To let the probe create it, use --create-bucket.", exception)
                : await InNewBucketAsync(setup, cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException exception) when (cancellationToken.IsCancellationRequested)
        {
            throw Interrupted(exception, bucketFailure: null);
        }
        finally
        {
            progress.Close();
        }
    }

    private async Task<(ProbeReport Report, CommandException? BucketFailure)> InNewBucketAsync(IStoreSetup setup, CancellationToken cancellationToken)
    {
        var bucket = new TemporaryBucket(store.Settings(), target.AwsCliOptions());
        await bucket.CreateAsync().ConfigureAwait(false);
        progress.Note($"Bucket '{target.Bucket}' was missing and has been created{(missing == MissingBucket.CreateAndRemove ? "; it will be removed" : "")}.");
        try
        {
            var report = await setup.ProbeAsync(progress, cancellationToken).ConfigureAwait(false);
            return (report, await RemoveAsync(bucket).ConfigureAwait(false));
        }
        catch (OperationCanceledException exception) when (cancellationToken.IsCancellationRequested)
        {
            throw Interrupted(exception, await RemoveAsync(bucket).ConfigureAwait(false));
        }
        catch (StoreException exception)
        {
            throw await RemoveAsync(bucket).ConfigureAwait(false) is { } failure
                ? new CommandException(ExitCodes.Store, exception.Code, $"{exception.Message} {failure.Message}", exception)
                : exception;
        }
        catch
        {
            // An internal error is reported as such, but the bucket must be removed all the same.
            await RemoveAsync(bucket).ConfigureAwait(false);
            throw;
        }
    }

    private async Task<CommandException?> RemoveAsync(TemporaryBucket bucket)
    {
        if (missing == MissingBucket.CreateAndKeep)
        {
            return null;
        }

        try
        {
            await bucket.RemoveAsync().ConfigureAwait(false);
            progress.Note($"Bucket '{target.Bucket}' has been removed.");
            return null;
        }
        catch (CommandException failure)
        {
            return failure;
        }
    }

    private CommandException Interrupted(OperationCanceledException exception, CommandException? bucketFailure)
    {
        var message = progress.HasBegun ? exception.Message : "The probe was stopped before it wrote anything.";
        return new(ExitCodes.Interrupted, CommandCodes.Interrupted, bucketFailure is null ? message : $"{message} {bucketFailure.Message}", exception);
    }
}
