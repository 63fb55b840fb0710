using Amazon.Runtime;
using Amazon.S3;
using Microsoft.Extensions.Time.Testing;
using PresignKit.S3.Credentials;
using PresignKit.S3.Tests.Fakes;

namespace PresignKit.S3.Tests.Credentials;

public sealed class RenewalScheduleTests
{
    [Theory]
    [InlineData(60, 15, 16.5)]
    [InlineData(60, 43, 44.5)]
    [InlineData(60, 44, 45)]
    [InlineData(60, 10_080, 45)]
    [InlineData(15, 15, 11.25)]
    public void Lead_LifeAndNeed_IsNeedWithReserveButNoMoreThanThreeQuarters(double life, double needed, double lead) =>
        Assert.Equal(TimeSpan.FromMinutes(lead), RenewalSchedule.Lead(TimeSpan.FromMinutes(life), TimeSpan.FromMinutes(needed)));

    [Fact]
    public void AfterSuccess_StaticKeys_IsNever() =>
        Assert.Null(RenewalSchedule.AfterSuccess(CredentialRenewal.Never, TestApp.Now, TestApp.Now, TestApp.Now.AddHours(1), TimeSpan.FromMinutes(15)));

    [Fact]
    public void AfterSuccess_RenewedBySource_IsTheInterval() => Assert.Equal(
        RenewalSchedule.LookInterval,
        RenewalSchedule.AfterSuccess(CredentialRenewal.BySource, TestApp.Now, TestApp.Now, TestApp.Now.AddHours(1), TimeSpan.FromMinutes(15)));

    [Fact]
    public void AfterSuccess_SessionIsLate_IsNeverShorterThanTheInterval() => Assert.Equal(
        RenewalSchedule.LookInterval,
        RenewalSchedule.AfterSuccess(CredentialRenewal.ByLook, TestApp.Now, TestApp.Now.AddHours(-1), TestApp.Now, TimeSpan.FromMinutes(15)));

    [Theory]
    [InlineData(20, 15)]
    [InlineData(400, 30)]
    [InlineData(2_000_000, 30)]
    public void AfterSuccess_SessionOfManyDays_IsLimitedToTheTimerMaximum(int days, int looks)
    {
        var pause = RenewalSchedule.AfterSuccess(
            CredentialRenewal.ByLook,
            TestApp.Now,
            TestApp.Now,
            TestApp.Now.AddDays(days),
            TimeSpan.FromDays(5) - TimeSpan.FromHours(1))!.Value;

        Assert.Equal(looks, Math.Round(pause.TotalDays));
        using var timer = TimeProvider.System.CreateTimer(static _ => { }, null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        Assert.True(timer.Change(pause, Timeout.InfiniteTimeSpan));
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 2)]
    [InlineData(5, 16)]
    [InlineData(6, 30)]
    [InlineData(1_000_000, 30)]
    public void AfterFailure_Failures_Doubles(int failures, int seconds) =>
        Assert.Equal(TimeSpan.FromSeconds(seconds), RenewalSchedule.AfterFailure(failures));

    /// <summary>
    /// A session that the SDK's chain requests is renewed according to the needs of the policies, not the SDK's default of 15 minutes.
    /// </summary>
    [Theory]
    [InlineData(60, 30, 31.5)]
    [InlineData(60, 5, 16.5)]
    [InlineData(15, 15, 11.25)]
    public void RenewInTime_SessionOfTheChain_IsRenewedBeforePoliciesGetLess(double life, double needed, double lead)
    {
        using var chain = new ChainCredentials(new AmazonS3Config(), () => TimeSpan.FromMinutes(needed), new FakeTimeProvider(TestApp.Now));
        using var session = new AssumeRoleAWSCredentials(new BasicAWSCredentials("AKID", "secret"), "arn:aws:iam::123456789012:role/x", "test");

        chain.RenewInTime(session, new(new("AKID", TestApp.Secret, "token"), TestApp.Now.AddMinutes(life)));

        Assert.Equal(TimeSpan.FromMinutes(lead), session.PreemptExpiryTime);
    }
}
