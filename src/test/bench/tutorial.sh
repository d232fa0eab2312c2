#!/bin/sh
# The tutorial's way, on the AWS CLI: six calls, one process each. Usage: tutorial.sh PROJECT
set -e
aws=${AWS_CLI:-aws}
name=$1-ecs-instance-role
"$aws" iam create-role --role-name "$name" --assume-role-policy-document \
  '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"ec2.amazonaws.com"},"Action":"sts:AssumeRole"}]}' >/dev/null
"$aws" iam attach-role-policy --role-name "$name" \
  --policy-arn arn:aws:iam::aws:policy/service-role/AmazonEC2ContainerServiceforEC2Role
"$aws" iam attach-role-policy --role-name "$name" \
  --policy-arn arn:aws:iam::aws:policy/AmazonSSMManagedInstanceCore
"$aws" iam create-instance-profile --instance-profile-name "$name" >/dev/null
"$aws" iam add-role-to-instance-profile --instance-profile-name "$name" --role-name "$name"
"$aws" iam get-instance-profile --instance-profile-name "$name" \
  --query InstanceProfile.Arn --output text
